package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// judgeFamily is about what the family means after all retirements: said of the
// newest revision that they take.
func (w *world) judgeFamily(r *request) {
	name := r.revision.Family
	before, taken := w.active(r.region, name), w.deregistered(r.region, name, false)
	after := slices.DeleteFunc(slices.Clone(before), func(n int) bool { return slices.Contains(taken, n) })
	newest := slices.Max(before)
	reported := w.deregistered(r.region, name, true)
	last := len(after) == 0 && len(reported) > 0 && r.revision.Revision == slices.Max(reported)
	downgrade := len(after) > 0 && r.revision.Revision == newest
	switch {
	case last:
		named := slices.ContainsFunc(w.targets(r.region), func(t evaluator.Target) bool { return t.Revision == evaluator.RevisionID{Family: name} })
		planned := severityIf(r.Origin == evaluator.FromPlan && !named, evaluator.Info, evaluator.Warning)
		r.say("ECS304", severityIf(w.familyNamed(r.region, name), evaluator.Error, planned))
	case downgrade:
		r.say("ECS305", evaluator.Warning)
	}
	newer := slices.DeleteFunc(before, func(n int) bool { return n <= r.revision.Revision })
	if r.Origin == evaluator.FromProposal && len(newer) < 3 && !last && !downgrade {
		r.say("ECS313", evaluator.Info)
	}
}

// familyNamed reports whether something that stays names the family: an enabled
// rule, schedule, pipe or state machine, or a launch of the change that nothing
// refuses.
func (w *world) familyNamed(region *evaluator.Region, name string) bool {
	bare := evaluator.RevisionID{Family: name}
	if slices.ContainsFunc(w.targets(region), func(t evaluator.Target) bool { return t.Enabled && t.Via == "" && t.Revision == bare }) {
		return true
	}
	return slices.ContainsFunc(w.requests, func(r *request) bool {
		return r.action.Launches() && r.region == region && r.kind == reference.Family && r.Reference.Family == name &&
			!r.conflict && !r.refused() && !r.unresolved() && (r.Stored == nil || triggers(r.Stored))
	})
}
