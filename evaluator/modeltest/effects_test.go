package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// targets lists the rules, schedules, pipes and state machines of a Region that
// the change leaves as they are. A re-pointed state machine still holds through
// what it has published and what runs.
func (w *world) targets(region *evaluator.Region) []evaluator.Target {
	var stay []evaluator.Target
	for _, group := range []struct {
		kind    evaluator.HolderKind
		targets []evaluator.Target
	}{
		{evaluator.RuleHolder, region.Rules}, {evaluator.ScheduleHolder, region.Schedules},
		{evaluator.PipeHolder, region.Pipes}, {evaluator.StateMachineHolder, region.StateMachines},
	} {
		for _, t := range group.targets {
			if t.Via != "" || !w.released(region, evaluator.HolderID{Kind: group.kind, Name: t.Name}) {
				stay = append(stay, t)
			}
		}
	}
	return stay
}

func (w *world) released(region *evaluator.Region, id evaluator.HolderID) bool {
	return slices.ContainsFunc(w.requests, func(r *request) bool {
		return r.action == evaluator.Release && r.region == region && !r.conflict && r.Releases != nil && *r.Releases == id
	})
}

// effective reports whether a launch happens as far as the model can tell: it
// is sent by this change, nothing refuses it, and what it names is known.
func (w *world) effective(r *request) bool {
	return r.action.Launches() && r.sentNow() && r.region != nil && !r.conflict && !r.refused() && !r.unresolved() && !r.newer
}

// names reports whether a launch of the change names the revision by number, or
// redeploys the service that is on it: then ECS307 speaks of it.
func (w *world) names(r *request, region *evaluator.Region, id evaluator.RevisionID) bool {
	if !r.action.Launches() && r.Action != evaluator.PutService || r.region != region || r.conflict {
		return false
	}
	if r.kind == reference.Revision || r.kind == reference.Produced && r.Reference.Revision > 0 {
		return r.Reference.Family == id.Family && r.Reference.Revision == id.Revision
	}
	return w.redeploys(r) && current(r.service()) == id
}

// redeploys reports whether a request starts a deployment of the revision that
// its service is on, without naming it.
func (w *world) redeploys(r *request) bool {
	return r.action == evaluator.UpdateService && w.effective(r) && r.kind == reference.Absent && r.deploys() &&
		r.service().Status == evaluator.Active
}

// An effect is what the change does to a service before anything is retired.
type effect struct {
	deleted bool
	// unsure: an update names the revision that the service is on, and the texts
	// do not say whether that supersedes what is under way.
	unsure bool
	// perhaps is what an update names that another controller than ECS deploys.
	perhaps evaluator.RevisionID
	// by is the update that moves or redeploys it.
	by *request
	// to is the revision that the service is steady on then.
	to evaluator.RevisionID
}

// effectOn finds the effect of the change on a service: the latest update in
// report order that moves or redeploys it.
func (w *world) effectOn(region *evaluator.Region, s evaluator.Service) effect {
	var e effect
	for _, r := range w.requests {
		if r.region != region || r.scope.Cluster != s.Cluster || r.scope.Service != s.Name || !r.sentNow() {
			continue
		}
		switch {
		case r.action == evaluator.DeleteService && !r.conflict:
			e.deleted = true
		case e.by != nil && e.by.Line > r.Line:
		case r.action != evaluator.UpdateService || !w.effective(r):
		case s.DeploymentController != "ECS": // only warned of in a template: ECS refuses it, CodeDeploy may do it
			e.unsure, e.perhaps = true, r.revision
		case w.moves(r, s):
			e.by, e.to = r, r.revision
		case w.redeploys(r) && (r.Origin != evaluator.FromTemplate || r.ForceNewDeployment), r.ForceNewDeployment && r.revision == current(s):
			e.by, e.to = r, current(s) // a template repeats what it does not change
		case r.revision == current(s):
			e.unsure = true
		}
	}
	return e
}

// created lists the launches that make a holder of the revision which is not in
// the state: a service, a task set, tasks.
func (w *world) created(region *evaluator.Region, id evaluator.RevisionID, actions ...evaluator.Action) []*request {
	var makers []*request
	for _, r := range w.requests {
		if r.region == region && slices.Contains(actions, r.action) && w.effective(r) && r.revision == id && r.status == evaluator.Active &&
			!w.names(r, region, id) {
			makers = append(makers, r)
		}
	}
	return makers
}
