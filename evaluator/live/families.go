package live

import (
	"context"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// statuses are in the order in which a revision goes through them. They are
// read in it, too: a revision that moves on meanwhile is found twice, and not
// never.
var statuses = []types.TaskDefinitionStatus{
	types.TaskDefinitionStatusActive, types.TaskDefinitionStatusInactive, types.TaskDefinitionStatusDeleteInProgress,
}

// family reads the newest revisions of a family by status, all ACTIVE ones if
// they are needed, and then whatever number the change names that is not among
// them. A family of which a list failed is left out: it is not known.
func (r *reader) family(ctx context.Context, need evaluator.FamilyNeed) {
	record, err := r.newest(ctx, need)
	if err != nil {
		r.lack(evaluator.Families, err)
		return
	}
	for _, revision := range need.Revisions {
		if err := r.revision(ctx, need, record, revision); err != nil {
			r.lack(evaluator.Families, err)
			return
		}
	}
	r.keep(func(*evaluator.Region) { r.families[need.Name] = record })
}

// newest lists a family by status.
func (r *reader) newest(ctx context.Context, need evaluator.FamilyNeed) (*familyRecord, error) {
	record := familyBook{}.record(need.Name)
	record.extent = evaluator.WholeFamily
	for _, status := range statuses {
		active := status == types.TaskDefinitionStatusActive
		whole, err := r.listRevisions(ctx, need.Name, status, active && need.Active, func(id evaluator.RevisionID) {
			if id.Family == need.Name {
				record.note(id.Revision, evaluator.Status(status))
			}
		})
		switch {
		case err != nil:
			return nil, err
		case whole:
		case active:
			record.extent = evaluator.NewestOnly
		default:
			record.extent = max(record.extent, evaluator.AllActive)
		}
	}
	return record, nil
}

// listRevisions lists the revisions of one status, of one family or of all,
// newest first. Unless all are wanted it stops when it has seen the newest:
// after a page whose numbers descend, as they were asked to.
func (r *reader) listRevisions(
	ctx context.Context, family string, status types.TaskDefinitionStatus, all bool, each func(evaluator.RevisionID),
) (whole bool, err error) {
	in := &ecs.ListTaskDefinitionsInput{Status: status, Sort: types.SortOrderDesc, MaxResults: aws.Int32(100)}
	if family != "" {
		in.FamilyPrefix = &family
	}
	var seen []int
	whole = true
	err = pages(r, ecsListTaskDefinitions, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, ecsListTaskDefinitions, r.ecs().ListTaskDefinitions, in)
		if err != nil {
			return nil, err
		}
		for _, arn := range out.TaskDefinitionArns {
			id, ok := revisionOf(arn)
			if !ok {
				return nil, r.nonsense(ecsListTaskDefinitions, "it lists what is no task definition")
			}
			if parsed, _ := reference.ParseARN(arn); !r.isHere(parsed) { // then the ARNs of clusters would find no rule
				return nil, r.nonsense(ecsListTaskDefinitions, "it speaks of another account or Region")
			}
			each(id)
			seen = append(seen, id.Revision)
		}
		if !all && out.NextToken != nil && descending(seen) {
			whole = false
			return nil, nil
		}
		return out.NextToken, nil
	})
	return whole, err
}

// descending reports whether numbers certainly come newest first.
func descending(numbers []int) bool {
	return len(numbers) > 1 && slices.IsSortedFunc(numbers, func(a, b int) int { return b - a })
}

// settling is how long a registration may take to be seen everywhere.
const settling = time.Second

// revision finds out about one revision that the change names: an ACTIVE one
// is known from its list, of others it matters since when they are not.
func (r *reader) revision(ctx context.Context, need evaluator.FamilyNeed, record *familyRecord, number int) error {
	id := evaluator.RevisionID{Family: need.Name, Revision: number}
	status, listed := record.status[number]
	newer := number > record.latest()
	switch {
	case listed && status != evaluator.Inactive && !need.RegisteredAt:
		return nil
	case !listed && number == record.latest()+1: // registered a moment ago, perhaps
		if err := wait(ctx, settling); err != nil {
			return r.failed(ecsDescribeTaskDefinition, err)
		}
	case !listed && (newer || record.extent == evaluator.WholeFamily):
		return nil
	}
	return r.describe(ctx, record, id, nil)
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// unableToDescribe is what ECS answers of a revision that does not exist
// (recorded; a family without an ACTIVE revision is answered the same, so that
// families are never described, only revisions).
const unableToDescribe = "Unable to describe task definition"

// describe reads one revision into a family's record.
func (r *reader) describe(ctx context.Context, record *familyRecord, id evaluator.RevisionID, include []types.TaskDefinitionField) error {
	name := reference.Join(id.Family, id.Revision)
	out, err := call(ctx, r, ecsDescribeTaskDefinition, r.ecs().DescribeTaskDefinition, &ecs.DescribeTaskDefinitionInput{
		TaskDefinition: &name, Include: include,
	})
	if says(err, "ClientException", unableToDescribe) {
		r.keep(func(*evaluator.Region) { record.absent = append(record.absent, id.Revision) })
		return nil
	}
	if err != nil {
		return err
	}
	if out.TaskDefinition == nil || out.TaskDefinition.Revision != int32(id.Revision) || aws.ToString(out.TaskDefinition.Family) != id.Family {
		return r.nonsense(ecsDescribeTaskDefinition, "it describes something else than "+name)
	}
	status := evaluator.Status(out.TaskDefinition.Status)
	if !slices.Contains(order, status) {
		return r.nonsense(ecsDescribeTaskDefinition, "it gives "+name+" no status that is known")
	}
	r.keep(func(*evaluator.Region) { record.describe(id.Revision, status, out) })
	return nil
}

// describe keeps what is known of one revision beside its status.
func (f *familyRecord) describe(revision int, status evaluator.Status, out *ecs.DescribeTaskDefinitionOutput) {
	f.note(revision, status)
	if at := out.TaskDefinition.DeregisteredAt; at != nil && status != evaluator.Active {
		f.deregistered[revision] = at.UTC().Truncate(time.Second)
	}
	if at := out.TaskDefinition.RegisteredAt; at != nil {
		f.registered[revision] = at.UTC().Truncate(time.Second)
	}
	for _, tag := range out.Tags {
		if f.tags[revision] == nil {
			f.tags[revision] = map[string]string{}
		}
		f.tags[revision][aws.ToString(tag.Key)] = aws.ToString(tag.Value)
	}
}

// revisionOf reads the ARN of a revision.
func revisionOf(arn string) (evaluator.RevisionID, bool) {
	ref := reference.Parse(arn)
	return evaluator.RevisionID{Family: ref.Family, Revision: ref.Revision}, ref.Kind == reference.Revision
}
