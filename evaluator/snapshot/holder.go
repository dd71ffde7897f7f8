package snapshot

import "github.com/ecsgate/ecsgate/evaluator"

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
