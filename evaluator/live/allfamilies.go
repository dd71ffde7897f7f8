package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// allFamilies lists every revision of the Region by status, a hundred to a call:
// the status is known from the list that a revision came in. With dates each
// revision is described as well, which costs a call.
func (r *reader) allFamilies(ctx context.Context, dates bool) {
	book := familyBook{}
	for _, status := range statuses {
		_, err := r.listRevisions(ctx, "", status, true, func(id evaluator.RevisionID) {
			record := book.record(id.Family)
			record.extent = evaluator.WholeFamily
			record.note(id.Revision, evaluator.Status(status))
		})
		if err != nil { // of no family is it known what the list lacks
			r.lack(evaluator.Families, err)
			r.lack(evaluator.RegisteredAt, err)
			return
		}
	}
	r.keep(func(*evaluator.Region) { r.families = book })
	if dates {
		r.describeAll(ctx, book)
	}
}

// tagsToo asks for the tags of a revision with everything else.
var tagsToo = []types.TaskDefinitionField{types.TaskDefinitionFieldTags}

// describeAll reads when each revision was registered.
func (r *reader) describeAll(ctx context.Context, book familyBook) {
	for name, record := range book {
		var numbers []int
		for number := range record.status {
			numbers = append(numbers, number)
		}
		r.describeEach(ctx, record, name, numbers, evaluator.RegisteredAt)
	}
}

// describeEach describes revisions of one family side by side.
func (r *reader) describeEach(ctx context.Context, record *familyRecord, name string, numbers []int, kind evaluator.Kind) {
	each(numbers, func(number int) {
		r.lack(kind, r.describe(ctx, record, evaluator.RevisionID{Family: name, Revision: number}, tagsToo))
	})
}
