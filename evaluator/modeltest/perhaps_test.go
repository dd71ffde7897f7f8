package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// mayGoBackTo reports whether the revision is the ACTIVE one before what a steady
// service runs, of which nobody knows what it would be rolled back to.
func mayGoBackTo(region *evaluator.Region, s evaluator.Service, id evaluator.RevisionID) bool {
	rolling := unfinished(s) || len(s.Deployments) > 1 || len(s.TaskSets) > 1
	if s.Status != evaluator.Active || rolling || rollbackTarget(s).Family != "" || !covered(region, evaluator.RollbackTargets) {
		return false
	}
	older := slices.DeleteFunc(family(region, id.Family).Active.Numbers(), func(n int) bool { return n >= current(s).Revision })
	return current(s).Family == id.Family && len(older) > 0 && slices.Max(older) == id.Revision
}
