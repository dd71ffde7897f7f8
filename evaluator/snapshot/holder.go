package snapshot

import (
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

func (w *tasks) tasks() (evaluator.Tasks, error) {
	revision, err := parseRevision("revision", w.Revision)
	t := evaluator.Tasks{Cluster: w.Cluster, Service: w.Service, Revision: revision, Count: w.Count}
	if err != nil {
		return t, err
	}
	if err := checkName("cluster", w.Cluster); err != nil {
		return t, err
	}
	if w.Service != "" {
		if err := checkName("service", w.Service); err != nil {
			return t, err
		}
	}
	if w.Count < 1 {
		return t, refuse("count", "count is %d: expected how many tasks run, at least 1", w.Count)
	}
	return t, nil
}

// target checks and converts what names a task definition by number or family.
func (w *target) target() (evaluator.Target, error) {
	revision, err := parseReference("revision", w.Revision)
	t := evaluator.Target{Name: w.Name, Cluster: w.Cluster, Revision: revision, Via: w.Via}
	if err != nil {
		return t, err
	}
	if err := checkText("name", w.Name); err != nil {
		return t, err
	}
	if w.Cluster != "" {
		if err := checkName("cluster", w.Cluster); err != nil {
			return t, err
		}
	}
	if w.Via != "" {
		if err := checkText("via", w.Via); err != nil {
			return t, err
		}
	}
	if w.Enabled == nil {
		return t, refuse("", "enabled is missing: expected true or false")
	}
	t.Enabled = *w.Enabled
	return t, nil
}

// trigger is a target that has no versions, aliases or executions.
func (w *target) trigger() (evaluator.Target, error) {
	if w.Via != "" {
		return evaluator.Target{}, refuse("via", "via is for state machines only")
	}
	return w.target()
}

func (w *stack) stack() (evaluator.Stack, error) {
	revision, err := parseRevision("revision", w.Revision)
	if err != nil {
		return evaluator.Stack{}, err
	}
	return evaluator.Stack{Name: w.Name, Revision: revision}, checkText("name", w.Name)
}

// stackResources is what a stack consists of. An empty list of resources says that
// it has none, so that a file has to say which of the two it means.
func (w *stackResources) stackResources() (evaluator.StackResources, error) {
	s := evaluator.StackResources{Stack: w.Stack, Resources: w.Resources, Unread: w.Unread}
	if err := checkText("stack", w.Stack); err != nil {
		return s, err
	}
	switch {
	case w.Resources == nil && w.Unread == "":
		return s, refuse("", "neither resources nor why they are unread: expected one of them")
	case w.Resources != nil && w.Unread != "":
		return s, refuse("unread", "resources that were read and are unread: leave one of them out")
	}
	for _, logical := range slices.Sorted(maps.Keys(w.Resources)) {
		if logical == "" {
			return s, refuse("resources", "a resource without a logical id")
		}
		if err := checkText(logical, w.Resources[logical]); err != nil {
			return s, under(err, "resources")
		}
	}
	return s, nil
}

// computed is something whose task definition nobody can tell.
func (w *computed) computed() (evaluator.Computed, error) {
	c := evaluator.Computed{Kind: evaluator.HolderKind(w.Kind), Name: w.Name, Expression: w.Expression}
	if err := oneOf("kind", w.Kind, string(evaluator.RuleHolder), string(evaluator.ScheduleHolder), string(evaluator.PipeHolder), string(evaluator.StateMachineHolder)); err != nil {
		return c, err
	}
	if err := checkText("name", w.Name); err != nil {
		return c, err
	}
	return c, checkText("expression", w.Expression)
}
