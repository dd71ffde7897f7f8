package live

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// underWay are the statuses of a service deployment that may still go back
// (ServiceDeployment, Amazon ECS API reference).
var underWay = []types.ServiceDeploymentStatus{
	types.ServiceDeploymentStatusPending, types.ServiceDeploymentStatusInProgress, types.ServiceDeploymentStatusStopRequested,
	types.ServiceDeploymentStatusRollbackRequested, types.ServiceDeploymentStatusRollbackInProgress,
}

// deploys reports whether a roll-out of the service may be under way that ECS
// itself does: other controllers have no service deployments.
func deploys(s *evaluator.Service) bool {
	rolling := slices.ContainsFunc(s.Deployments, func(d evaluator.Deployment) bool { return d.RolloutState == "IN_PROGRESS" })
	return ecsDeploys(s) && (rolling || len(s.Deployments) > 1)
}

func ecsDeploys(s *evaluator.Service) bool {
	return s.Status == evaluator.Active && s.DeploymentController == string(types.DeploymentControllerTypeEcs)
}

// listDeployments lists a service's deployments of those statuses, the newest
// first.
func (r *reader) listDeployments(ctx context.Context, s *evaluator.Service, statuses []types.ServiceDeploymentStatus) ([]types.ServiceDeploymentBrief, error) {
	in := &ecs.ListServiceDeploymentsInput{Cluster: &s.Cluster, Service: &s.Name, Status: statuses, MaxResults: aws.Int32(100)}
	var deployments []types.ServiceDeploymentBrief
	err := pages(r, ecsListServiceDeployments, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, ecsListServiceDeployments, r.ecs().ListServiceDeployments, in)
		if err != nil {
			return nil, err
		}
		deployments = append(deployments, out.ServiceDeployments...)
		return out.NextToken, nil
	})
	slices.SortFunc(deployments, func(a, b types.ServiceDeploymentBrief) int {
		return cmp.Or(lastDate(b).Compare(lastDate(a)), cmp.Compare(aws.ToString(b.ServiceDeploymentArn), aws.ToString(a.ServiceDeploymentArn)))
	})
	return slices.DeleteFunc(deployments, func(d types.ServiceDeploymentBrief) bool { return !slices.Contains(statuses, d.Status) }), err
}

// lastDate is the last thing that is known to have happened to a deployment.
func lastDate(d types.ServiceDeploymentBrief) time.Time {
	for _, at := range []*time.Time{d.FinishedAt, d.StartedAt, d.CreatedAt} {
		if at != nil {
			return *at
		}
	}
	return time.Time{}
}
