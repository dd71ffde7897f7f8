package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// judgeChange says whether the proposals of the change are too many: ECS312.
// What a declarative change replaces does not count, nor does a request that
// alters nothing.
func (w *world) judgeChange() map[string]evaluator.Severity {
	altered := map[place]bool{}
	taken := map[place]int{}
	for _, r := range w.requests {
		if r.Origin != evaluator.FromProposal || !r.readable() || r.kind != reference.Revision {
			continue
		}
		deregistered := slices.Contains(w.deregistered(r.region, r.revision.Family, false), r.revision.Revision)
		deletes := r.action == evaluator.DeleteTaskDefinitions && r.status == evaluator.Inactive
		at := place{r.region, r.revision}
		if altered[at] || !deregistered && !deletes {
			continue
		}
		altered[at] = true
		if deregistered {
			taken[place{r.region, evaluator.RevisionID{Family: r.revision.Family}}]++
		}
	}
	emptied := 0
	for at, count := range taken {
		if count == len(w.active(at.region, at.id.Family)) {
			emptied++
		}
	}
	if len(altered) > 100 || emptied > 10 {
		return map[string]evaluator.Severity{"ECS312": evaluator.Error}
	}
	return nil
}

// A place is a revision, or a family, of one Region.
type place struct {
	region *evaluator.Region
	id     evaluator.RevisionID
}
