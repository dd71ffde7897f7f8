package evaluator

// Hurts says when a holder feels that what it holds is no longer ACTIVE. ECS
// accepts every deregistration, and what runs goes on: the harm comes later
// (Amazon ECS developer guide, "Deregistering a task definition revision").
type Hurts string

// The moments at which a retirement hurts.
const (
	// HurtsAtOnce: the same change launches it.
	HurtsAtOnce Hurts = "at once"
	// HurtsAtTrigger: RunTask is refused when it triggers next.
	HurtsAtTrigger Hurts = "at the next trigger"
	// HurtsWhenUsed: it is switched off, or a version that nothing runs by itself,
	// and would be refused if that were changed.
	HurtsWhenUsed Hurts = "if it is used again"
	// HurtsAtDeployment: what runs goes on and scales, and can not be deployed
	// again by this number.
	HurtsAtDeployment Hurts = "at the next deployment"
	// HurtsAtRollback: nobody can go back to it by its number.
	HurtsAtRollback Hurts = "at a roll-back"
	// HurtsNever: it goes on as it is, or means another revision from then on.
	HurtsNever Hurts = "never"
)

// hurts says when a service feels it, by the way in which it holds a revision.
func (h Hold) hurts() Hurts {
	switch h {
	case HoldCurrent, HoldDeployment, HoldTaskSet:
		return HurtsAtDeployment
	case HoldSource, HoldRollback, HoldPerhaps:
		return HurtsAtRollback
	default:
		return HurtsNever
	}
}

// runningExecution is the Via of an execution that keeps the definition which it
// began with.
const runningExecution = "execution"

// triggers reports whether it will launch by itself: it is switched on, and is
// what runs now, not a published version or an alias.
func (t TargetHolder) triggers() bool {
	return t.Enabled && (t.Via == "" || t.Via == runningExecution)
}

// hurts says when what names a revision feels it. What names the family does
// only where no ACTIVE revision is left to it.
func (t TargetHolder) hurts(emptied bool) Hurts {
	switch {
	case t.Revision == 0 && !emptied:
		return HurtsNever
	case !t.triggers():
		return HurtsWhenUsed
	default:
		return HurtsAtTrigger
	}
}
