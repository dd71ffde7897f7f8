package live

import "github.com/ecsgate/ecsgate/evaluator"

// hold keeps what a holder launches.
func (r *reader) hold(kind evaluator.HolderKind, holder evaluator.Target, l launch) {
	r.keep(func(found *evaluator.Region) {
		if l.expression != "" {
			found.Computed = append(found.Computed, evaluator.Computed{Kind: kind, Name: holder.Name, Expression: l.expression})
			return
		}
		holder.Revision, holder.Cluster = l.revision, l.cluster
		targets := targetsOf(found, kind)
		*targets = append(*targets, holder)
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

// vanished are the codes by which a service says that what it had listed is not
// there any more, or on its way out.
var vanished = codes{
	"ResourceNotFound",  // EventBridge, EventBridge Scheduler, Step Functions
	"NotFoundException", // EventBridge Pipes
	"StateMachineDoesNotExist", "StateMachineDeleting", "ExecutionDoesNotExist",
}

// hasVanished reports whether a call failed because its object has gone in the
// meantime, and then holds nothing.
func hasVanished(err error) bool {
	return err != nil && vanished.has(codeOf(err))
}
