package live

import (
	"cmp"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// hold keeps what a holder launches. What is found twice is kept once, and the
// order is the same whatever the order of the answers.
func (r *reader) hold(kind evaluator.HolderKind, holder evaluator.Target, l launch) {
	r.keep(func(found *evaluator.Region) {
		if l.expression != "" {
			computed := evaluator.Computed{Kind: kind, Name: holder.Name, Expression: l.expression}
			found.Computed = inserted(found.Computed, computed, compareComputed)
			return
		}
		holder.Revision, holder.Cluster = l.revision, l.cluster
		targets := targetsOf(found, kind)
		*targets = inserted(*targets, holder, compareTargets)
	})
}

// targetsOf is where the holders of a kind are kept.
func targetsOf(found *evaluator.Region, kind evaluator.HolderKind) *[]evaluator.Target {
	switch kind {
	case evaluator.RuleHolder:
		return &found.Rules
	case evaluator.ScheduleHolder:
		return &found.Schedules
	case evaluator.PipeHolder:
		return &found.Pipes
	default:
		return &found.StateMachines
	}
}

// inserted adds an entry to a sorted list, unless it is in it.
func inserted[T any](list []T, entry T, compare func(a, b T) int) []T {
	i, there := slices.BinarySearchFunc(list, entry, compare)
	if there {
		return list
	}
	return slices.Insert(list, i, entry)
}

// compareTargets compares all there is, so that equal means the same.
func compareTargets(a, b evaluator.Target) int {
	return cmp.Or(
		cmp.Compare(a.Name, b.Name), cmp.Compare(a.Via, b.Via), cmp.Compare(a.Revision.Family, b.Revision.Family),
		cmp.Compare(a.Revision.Revision, b.Revision.Revision), cmp.Compare(a.Cluster, b.Cluster), compareBools(a.Enabled, b.Enabled),
	)
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func compareComputed(a, b evaluator.Computed) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Expression, b.Expression))
}

// vanished are the codes by which a service says that what it had listed is not
// there any more, or on its way out.
var vanished = codes{
	"ResourceNotFound",  // EventBridge, EventBridge Scheduler, Step Functions
	"NotFoundException", // EventBridge Pipes
	"StateMachineDoesNotExist", "StateMachineDeleting",
}

// hasVanished reports whether a call failed because its object has gone in the
// meantime, and then holds nothing.
func hasVanished(err error) bool {
	return err != nil && vanished.has(codeOf(err))
}
