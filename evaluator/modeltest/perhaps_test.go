package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// mayGoBackTo reports whether the revision is the ACTIVE one before what a steady
// service runs, of which nobody knows what it would be rolled back to.
func mayGoBackTo(region *evaluator.Region, s evaluator.Service, id evaluator.RevisionID) bool {
	rolling := unfinished(s) || len(s.Deployments) > 1 || len(s.TaskSets) > 1
	if s.Status != evaluator.Active || rolling || s.TargetsUnread != "" || rollbackTarget(s).Family != "" || !covered(region, evaluator.RollbackTargets) {
		return false
	}
	older := slices.DeleteFunc(family(region, id.Family).Active.Numbers(), func(n int) bool { return n >= current(s).Revision })
	return current(s).Family == id.Family && len(older) > 0 && slices.Max(older) == id.Revision
}

// unreadTarget reports whether nobody could read what a service of the revision's
// family would go back to, so that it may be the revision.
func (w *world) unreadTarget(r *request) bool {
	if covered(r.region, evaluator.Families) && statusIn(r.region, r.revision) != evaluator.Active {
		return false // nobody goes back to it, or nothing has run it yet
	}
	return slices.ContainsFunc(r.region.Services, func(s evaluator.Service) bool {
		e := w.effectOn(r.region, s)
		ofFamily := func(id evaluator.RevisionID) bool { return id.Family == r.revision.Family }
		unread := s.Status == evaluator.Active && s.TargetsUnread != "" && rollbackTarget(s).Family == "" && current(s) != r.revision
		if unread && e.unsure {
			r.leaveOpen("ECS306")
		}
		return unread && !e.deleted && (e.by == nil || e.to == current(s)) && slices.ContainsFunc(ran(s), ofFamily)
	})
}

// lost reports whether the roll-back target of a service can not be gone back to
// any more: CodeDeploy would name it anew.
func lost(region *evaluator.Region, s evaluator.Service, id evaluator.RevisionID) bool {
	return s.DeploymentController == "CODE_DEPLOY" && covered(region, evaluator.Families) && statusIn(region, id) != evaluator.Active
}
