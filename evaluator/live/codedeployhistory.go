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

	"github.com/ecsgate/ecsgate/evaluator"
)

// describedByCodeDeploy is how many deployments one BatchGetDeployments takes
// (AWS CodeDeploy API reference).
const describedByCodeDeploy = 25

// mostDeployments is how many successful deployments of one service are looked
// through in one stretch of time.
const mostDeployments = 1000

// stretches are how far back one looks, until a deployment is found that brought
// something else: in which order CodeDeploy lists is not documented, so that a
// whole stretch is read. The last one has no beginning.
var stretches = []time.Duration{7 * day, 90 * day, 365 * day, 0}

const day = 24 * time.Hour

// begun are the statuses of a deployment that may still bring its revision
// (DeploymentInfo, AWS CodeDeploy API reference). The task set is made some time
// after the deployment ("AppSpec 'hooks' section", AWS CodeDeploy User Guide).
var begun = []types.DeploymentStatus{
	types.DeploymentStatusCreated, types.DeploymentStatusQueued, types.DeploymentStatusInProgress, types.DeploymentStatusBaking, types.DeploymentStatusReady,
}

// history is what CodeDeploy did to one service.
type history struct {
	*reader
	service *evaluator.Service
	groups  []deploymentGroup
	// since is when the service was created: what was deployed before was another
	// one of its name.
	since time.Time
	// specs are the AppSpecs that were read, by where they are kept.
	specs map[string]brought
}

// read finds what is being deployed to the service, and what was deployed before
// what it runs. Where that can not be read, the service says why.
func (h *history) read(ctx context.Context) error {
	under, err := h.deployments(ctx, &codedeploy.ListDeploymentsInput{IncludeOnlyStatuses: begun})
	if err != nil {
		return err
	}
	for _, d := range under {
		b, err := h.broughtBy(ctx, d)
		if err != nil || b.unread != "" {
			h.service.TargetsUnread = b.unread
			return err
		}
		h.service.Deployments = append(h.service.Deployments, evaluator.Deployment{Status: "ACTIVE", RolloutState: "IN_PROGRESS", Revision: b.revision})
	}
	var until *time.Time
	for _, stretch := range stretches {
		between := &types.TimeRange{End: until}
		if stretch > 0 {
			between.Start = aws.Time(h.session.options.Now().Add(-stretch))
		}
		if found, err := h.look(ctx, between); found || err != nil {
			return err
		}
		until = between.Start
	}
	return nil
}

// look goes through the successful deployments of a time until one brought
// something else than the service runs, or can not be read.
func (h *history) look(ctx context.Context, between *types.TimeRange) (found bool, err error) {
	in := &codedeploy.ListDeploymentsInput{IncludeOnlyStatuses: []types.DeploymentStatus{types.DeploymentStatusSucceeded}}
	if between.Start != nil || between.End != nil {
		in.CreateTimeRange = between
	}
	deployments, err := h.deployments(ctx, in)
	if err != nil {
		return false, err
	}
	if len(deployments) > mostDeployments {
		h.service.TargetsUnread = fmt.Sprintf("CodeDeploy deployed to it more than %d times", mostDeployments)
		return true, nil
	}
	for _, d := range deployments {
		b, err := h.broughtBy(ctx, d)
		if err != nil || b.unread != "" {
			h.service.TargetsUnread = b.unread
			return true, err
		}
		if !slices.Contains(currentRevisions(h.service), b.revision) {
			h.service.RollbackTargets = []evaluator.RevisionID{b.revision}
			return true, nil
		}
	}
	return false, nil
}

// deployments reads the deployments to the service's groups that are asked for,
// the newest first; of more than one looks through, no more than that they are.
func (h *history) deployments(ctx context.Context, in *codedeploy.ListDeploymentsInput) ([]types.DeploymentInfo, error) {
	var ids []string
	for _, group := range h.groups {
		of := *in
		of.ApplicationName, of.DeploymentGroupName = &group.application, &group.name
		listed, err := h.listDeployed(ctx, &of)
		if err != nil && !vanishedGroup.has(codeOf(err)) {
			return nil, err
		}
		ids = append(ids, listed...)
	}
	if len(ids) > mostDeployments {
		return make([]types.DeploymentInfo, len(ids)), nil
	}
	var deployments []types.DeploymentInfo
	for batch := range slices.Chunk(ids, describedByCodeDeploy) {
		out, err := call(ctx, h.reader, codedeployBatchGetDeployments, h.codedeploy().BatchGetDeployments, &codedeploy.BatchGetDeploymentsInput{DeploymentIds: batch})
		if err != nil {
			return nil, err
		}
		if len(out.DeploymentsInfo) != len(batch) || slices.ContainsFunc(out.DeploymentsInfo, isVague) {
			return nil, h.nonsense(codedeployBatchGetDeployments, "it does not say when a deployment was created, or of what application")
		}
		deployments = append(deployments, out.DeploymentsInfo...)
	}
	deployments = slices.DeleteFunc(deployments, func(d types.DeploymentInfo) bool { return d.CreateTime.Before(h.since) })
	slices.SortFunc(deployments, func(a, b types.DeploymentInfo) int {
		return cmp.Or(b.CreateTime.Compare(*a.CreateTime), cmp.Compare(aws.ToString(a.DeploymentId), aws.ToString(b.DeploymentId)))
	})
	return deployments, nil
}

func isVague(d types.DeploymentInfo) bool {
	return d.CreateTime == nil || aws.ToString(d.ApplicationName) == ""
}

func (h *history) listDeployed(ctx context.Context, in *codedeploy.ListDeploymentsInput) ([]string, error) {
	return names(h.reader, codedeployListDeployments, mostDeployments, func(token *string) ([]string, *string, error) {
		in.NextToken = token
		out, err := call(ctx, h.reader, codedeployListDeployments, h.codedeploy().ListDeployments, in)
		if err != nil {
			return nil, nil, err
		}
		return out.Deployments, out.NextToken, nil
	})
}
