package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// hasTaskSets reports whether something else than ECS deploys the service: what
// it runs is then in its task sets.
func hasTaskSets(s *evaluator.Service) bool {
	return s.Status != evaluator.Missing && s.Status != evaluator.Inactive && s.DeploymentController != string(types.DeploymentControllerTypeEcs)
}

// taskSets adds the task sets that DescribeServices did not show.
func (r *reader) taskSets(ctx context.Context, s *evaluator.Service) error {
	out, err := call(ctx, r, ecsDescribeTaskSets, r.ecs().DescribeTaskSets, &ecs.DescribeTaskSetsInput{Cluster: &s.Cluster, Service: &s.Name})
	if err != nil {
		return err
	}
	for _, t := range out.TaskSets {
		id, ok := revisionOf(aws.ToString(t.TaskDefinition))
		if !ok {
			return r.nonsense(ecsDescribeTaskSets, "a task set names no revision")
		}
		set := evaluator.TaskSet{ID: aws.ToString(t.Id), Status: aws.ToString(t.Status), Revision: id}
		known := slices.ContainsFunc(s.TaskSets, func(other evaluator.TaskSet) bool { return other.ID == set.ID })
		if !known {
			s.TaskSets = append(s.TaskSets, set)
		}
	}
	return nil
}
