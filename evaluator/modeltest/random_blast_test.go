package modeltest_test

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// blast makes a change about as large as the limits of ECS312: many revisions
// of one family, or all revisions of many families.
func (d dice) blast(t *trial) {
	region := t.run.State.Regions[0]
	var doomed []evaluator.RevisionID
	if d.chance(50) {
		doomed = d.bulk(region)
	} else {
		doomed = d.crowd(region)
	}
	for _, id := range doomed {
		op := evaluator.Operation{Action: evaluator.DeregisterTaskDefinition, Origin: evaluator.FromProposal, File: file, Kind: "test",
			Reference: byNumber(id.Family, id.Revision), Position: document.Position{Line: len(t.change.Operations) + 1, Column: 1}}
		if family(region, id.Family).Inactive.Has(id.Revision) {
			op.Action = evaluator.DeleteTaskDefinitions
		}
		if d.chance(1) {
			op.Origin = evaluator.FromPlan
		}
		t.change.Operations = append(t.change.Operations, op)
	}
}

// bulk adds a family of which about a hundred revisions go: the ACTIVE ones are
// deregistered, the others deleted.
func (d dice) bulk(region *evaluator.Region) []evaluator.RevisionID {
	f := evaluator.Family{Name: "bulk", Active: evaluator.Ranges{{First: 1, Last: 80}}, Inactive: evaluator.Ranges{{First: 81, Last: 140}}}
	region.Families = append(region.Families, f)
	var doomed []evaluator.RevisionID
	skipped := d.IntN(30)
	for n := range 98 + d.IntN(6) {
		doomed = append(doomed, evaluator.RevisionID{Family: f.Name, Revision: skipped + n + 1})
	}
	return doomed
}

// crowd adds about ten families, of which all ACTIVE revisions go, or all but one.
func (d dice) crowd(region *evaluator.Region) []evaluator.RevisionID {
	var doomed []evaluator.RevisionID
	for i := range 9 + d.IntN(5) {
		f := evaluator.Family{Name: fmt.Sprintf("crowd-%d", i), Active: evaluator.RangesOf(1+d.IntN(2), 3)}
		region.Families = append(region.Families, f)
		for _, n := range f.Active.Numbers() {
			if !d.chance(2) {
				doomed = append(doomed, evaluator.RevisionID{Family: f.Name, Revision: n})
			}
		}
	}
	return doomed
}
