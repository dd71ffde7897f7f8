package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// judgeRetirement says what is wrong with a deregistration or a deletion.
func (w *world) judgeRetirement(r *request) {
	if r.conflict {
		return
	}
	if r.kind == reference.Family {
		r.say("ECS309", evaluator.Error)
	}
	if r.region == nil || r.kind != reference.Revision && r.kind != reference.Produced || !covered(r.region, evaluator.Families) {
		return
	}
	switch {
	case r.status == evaluator.Missing && r.newer:
		r.undecided["ECS314"] = true
	case r.status == evaluator.Missing:
		r.say("ECS314", evaluator.Warning)
	case r.action == evaluator.DeregisterTaskDefinition:
		w.judgeDeregistration(r)
	default:
		w.judgeDeletion(r)
	}
}

func (w *world) judgeDeregistration(r *request) {
	if dead(r.status) {
		r.say("ECS310", severityIf(r.status == evaluator.DeleteInProgress, evaluator.Error, evaluator.Info))
		return
	}
	w.judgeProtected(r)
	h := w.holdsOn(r.region, r.revision)
	if h.unfinished || h.source {
		r.say("ECS302", evaluator.Error)
	}
	if h.steady {
		implied := r.Origin == evaluator.FromPlan || r.Origin == evaluator.FromTemplate
		r.say("ECS303", severityIf(implied, evaluator.Warning, evaluator.Error))
	}
	w.judgePinned(r)
	w.judgeStack(r)
	w.judgeFamily(r)
	w.judgeRollback(r, h)
	w.judgeLaunched(r)
	if standalone, _ := w.tasksOn(r.region, r.revision); standalone {
		r.say("ECS308", evaluator.Info)
	}
	r.leaveOpen(h.unsure...)
}

func (w *world) judgeDeletion(r *request) {
	h := w.holdsOn(r.region, r.revision)
	standalone, ofServices := w.tasksOn(r.region, r.revision)
	blocked := h.runs() || standalone || ofServices
	r.leaveOpen(h.unsure...)
	if r.status == evaluator.DeleteInProgress {
		if blocked {
			r.say("ECS402", evaluator.Info)
		}
		return
	}
	w.judgeLaunched(r)
	if r.status == evaluator.Active && !slices.Contains(w.deregistered(r.region, r.revision.Family, false), r.revision.Revision) {
		r.say("ECS401", evaluator.Error)
		r.leaveOpen("ECS307") // it is refused; what the change launches stays
		return
	}
	w.judgeProtected(r)
	if h.source { // not a blocker
		h.rollback = true
	}
	w.judgeRollback(r, h)
	w.judgePinned(r)
	if blocked {
		r.say("ECS402", evaluator.Error)
	}
}

// judgePinned is about what launches the revision by its number later. What is
// disabled fails only once it is enabled, but a deletion is for ever; versions
// and running executions of a state machine may never be used again.
func (w *world) judgePinned(r *request) {
	id := "ECS301"
	if r.action == evaluator.DeleteTaskDefinitions {
		id = "ECS403"
	}
	for _, t := range w.targets(r.region) {
		fails := t.Via == "" && (t.Enabled || id == "ECS403")
		if t.Revision == r.revision && r.found[id] != evaluator.Error {
			r.say(id, severityIf(fails, evaluator.Error, evaluator.Warning))
		}
	}
}

// judgeStack is about the stack that the console made for the revision.
func (w *world) judgeStack(r *request) {
	byHand := r.Origin == evaluator.FromProposal || r.Origin == evaluator.FromRequest
	of := func(s evaluator.Stack) bool { return s.Revision == r.revision }
	if byHand && slices.ContainsFunc(r.region.Stacks, of) {
		r.say("ECS311", evaluator.Warning)
	}
}

// judgeProtected is about families that nobody may retire: the configuration says
// so, or an Express service registers them.
func (w *world) judgeProtected(r *request) {
	if r.revision.Family == protected || w.express(r.region, r.revision.Family) {
		r.say("ECS315", evaluator.Error)
	}
}

// express reports whether an Express service holds a revision of the family.
func (w *world) express(region *evaluator.Region, name string) bool {
	return slices.ContainsFunc(region.Services, func(s evaluator.Service) bool {
		if s.ManagedBy == "" || s.Status == evaluator.Inactive {
			return false
		}
		ids := append(append([]evaluator.RevisionID{current(s)}, ran(s)...), s.Sources...)
		if s.Status == evaluator.Active {
			ids = append(ids, rollbackTarget(s))
		}
		return slices.ContainsFunc(ids, func(id evaluator.RevisionID) bool { return id.Family == name })
	})
}

// judgeRollback is about services that could not go back to the revision.
func (w *world) judgeRollback(r *request, h *holds) {
	switch {
	case h.rollback:
		r.say("ECS306", evaluator.Warning)
	case h.superseded, h.perhaps:
		r.say("ECS306", evaluator.Info)
	}
}

// judgeLaunched is about a revision that the same change launches by number.
func (w *world) judgeLaunched(r *request) {
	for _, other := range w.requests {
		if w.names(other, r.region, r.revision) {
			r.say("ECS307", evaluator.Error)
		}
		if other.action == evaluator.UpdateService && other.kind == reference.Absent && other.region == r.region && w.makesService(other) {
			r.leaveOpen("ECS303", "ECS307") // what a service runs that the change creates and redeploys
		}
	}
}

// deregistered lists the ACTIVE revisions of a family that the change makes
// INACTIVE.
func (w *world) deregistered(region *evaluator.Region, name string, reportedOnly bool) []int {
	var numbers []int
	for _, r := range w.requests {
		if reportedOnly && r.Context {
			continue
		}
		if r.action == evaluator.DeregisterTaskDefinition && r.sentNow() && r.readable() && r.region == region &&
			r.revision.Family == name && r.kind != reference.Family && r.status == evaluator.Active {
			numbers = append(numbers, r.revision.Revision)
		}
	}
	return numbers
}
