package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"

	"github.com/ecsgate/ecsgate/evaluator"
)

// describedRevisions is how many service revisions one DescribeServiceRevisions
// takes, of any services (Amazon ECS API reference).
const describedRevisions = 20

// serviceRevisions returns the task definitions of service revisions, by ARN.
func (r *reader) serviceRevisions(ctx context.Context, arns []string) (map[string]evaluator.RevisionID, error) {
	found := map[string]evaluator.RevisionID{}
	for batch := range slices.Chunk(distinct(arns), describedRevisions) {
		out, err := call(ctx, r, ecsDescribeServiceRevisions, r.ecs().DescribeServiceRevisions, &ecs.DescribeServiceRevisionsInput{ServiceRevisionArns: batch})
		if err != nil {
			return nil, err
		}
		for _, revision := range out.ServiceRevisions {
			id, ok := revisionOf(aws.ToString(revision.TaskDefinition))
			if !ok {
				return nil, r.nonsense(ecsDescribeServiceRevisions, "a service revision names no task definition")
			}
			found[aws.ToString(revision.ServiceRevisionArn)] = id
		}
		for _, arn := range batch {
			if _, ok := found[arn]; !ok {
				return nil, r.nonsense(ecsDescribeServiceRevisions, "it leaves out a revision that it was asked for")
			}
		}
	}
	return found, nil
}

// distinct drops repetitions, keeping the order.
func distinct[T comparable](entries []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(slices.Clone(entries), func(entry T) bool {
		again := seen[entry]
		seen[entry] = true
		return again
	})
}
