package live

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy/types"
	ecstypes "github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// describedByCodeDeploy is how many deployments one BatchGetDeployments takes
// (AWS CodeDeploy API reference).
const describedByCodeDeploy = 25

// mostDeployments is how many successful deployments of one service are looked
// through in one stretch of time.
const mostDeployments = 1000

func codeDeploys(s *evaluator.Service) bool {
	return s.Status == evaluator.Active && s.DeploymentController == string(ecstypes.DeploymentControllerTypeCodeDeploy)
}

// codeDeployTargets reads what CodeDeploy would redeploy to services: what it
// deployed before to the deployment groups that name them. A service that no
// group names is deployed by nobody who could be asked.
func (r *reader) codeDeployTargets(ctx context.Context, services []*evaluator.Service) {
	if len(services) == 0 {
		return
	}
	groups, err := r.deploymentGroups(ctx)
	if err != nil {
		r.lack(evaluator.RollbackTargets, err)
		return
	}
	each(services, func(s *evaluator.Service) {
		if named := groups[serviceName{s.Cluster, s.Name}]; len(named) > 0 {
			r.lack(evaluator.RollbackTargets, r.redeployable(ctx, s, named))
		}
	})
}

// stretches are how far back one looks, until a deployment is found that brought
// something else: in which order CodeDeploy lists is not documented, so that a
// whole stretch is read. The last one has no end.
var stretches = []time.Duration{7 * day, 90 * day, 365 * day, 0}

const day = 24 * time.Hour

// redeployable finds what was deployed to a service before what it runs. Where
// that can not be read, the service says why.
func (r *reader) redeployable(ctx context.Context, s *evaluator.Service, groups []deploymentGroup) error {
	for _, stretch := range stretches {
		deployments, unread, err := r.succeeded(ctx, groups, stretch)
		if err != nil || unread != "" {
			s.TargetsUnread = unread
			return err
		}
		for _, d := range deployments {
			id, unread, err := r.broughtBy(ctx, d)
			if err != nil || unread != "" {
				s.TargetsUnread = unread
				return err
			}
			if !slices.Contains(currentRevisions(s), id) {
				s.RollbackTargets = []evaluator.RevisionID{id}
				return nil
			}
		}
	}
	return nil
}

// succeeded reads the successful deployments to any of the groups that were
// created in a stretch of time up to now, the newest first, or says why not.
func (r *reader) succeeded(ctx context.Context, groups []deploymentGroup, stretch time.Duration) (deployments []types.DeploymentInfo, unread string, err error) {
	for _, group := range groups {
		ids, err := r.listSucceeded(ctx, group, stretch)
		if err != nil {
			return nil, "", err
		}
		if len(ids) > mostDeployments {
			return nil, fmt.Sprintf("CodeDeploy deployed to it more than %d times", mostDeployments), nil
		}
		for batch := range slices.Chunk(ids, describedByCodeDeploy) {
			in := &codedeploy.BatchGetDeploymentsInput{DeploymentIds: batch}
			out, err := call(ctx, r, codedeployBatchGetDeployments, r.codedeploy().BatchGetDeployments, in)
			if err != nil {
				return nil, "", err
			}
			if len(out.DeploymentsInfo) != len(batch) || slices.ContainsFunc(out.DeploymentsInfo, isVague) {
				return nil, "", r.nonsense(codedeployBatchGetDeployments, "it does not say when a deployment was created, or what it deployed")
			}
			deployments = append(deployments, out.DeploymentsInfo...)
		}
	}
	slices.SortFunc(deployments, func(a, b types.DeploymentInfo) int {
		return cmp.Or(b.CreateTime.Compare(*a.CreateTime), cmp.Compare(aws.ToString(a.DeploymentId), aws.ToString(b.DeploymentId)))
	})
	return deployments, "", nil
}

func isVague(d types.DeploymentInfo) bool {
	return d.CreateTime == nil || d.Revision == nil || aws.ToString(d.ApplicationName) == ""
}

func (r *reader) listSucceeded(ctx context.Context, group deploymentGroup, stretch time.Duration) ([]string, error) {
	in := &codedeploy.ListDeploymentsInput{
		ApplicationName: &group.application, DeploymentGroupName: &group.name,
		IncludeOnlyStatuses: []types.DeploymentStatus{types.DeploymentStatusSucceeded},
	}
	if stretch > 0 {
		in.CreateTimeRange = &types.TimeRange{Start: aws.Time(r.session.options.Now().Add(-stretch))}
	}
	var ids []string
	err := pages(r, codedeployListDeployments, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, codedeployListDeployments, r.codedeploy().ListDeployments, in)
		if err != nil {
			return nil, err
		}
		ids = append(ids, out.Deployments...)
		if len(ids) > mostDeployments {
			return nil, nil
		}
		return out.NextToken, nil
	})
	return ids, err
}
