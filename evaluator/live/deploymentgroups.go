package live

import (
	"context"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy/types"
)

const (
	// describedApplications is how many applications one BatchGetApplications takes.
	describedApplications = 100
	// describedGroups is how many deployment groups one BatchGetDeploymentGroups
	// takes (both: AWS CodeDeploy API reference).
	describedGroups = 100
)

// deploymentGroup names a deployment group of CodeDeploy.
type deploymentGroup struct{ application, name string }

// deploymentGroups finds the deployment groups of every ECS service of the Region.
func (r *reader) deploymentGroups(ctx context.Context) (map[serviceName][]deploymentGroup, error) {
	applications, err := r.applications(ctx)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	found := map[serviceName][]deploymentGroup{}
	var errs []error
	each(applications, func(application string) {
		groups, err := r.groupsOf(ctx, application)
		mu.Lock()
		defer mu.Unlock()
		if err != nil && !vanishedGroup.has(codeOf(err)) {
			errs = append(errs, err)
		}
		for _, group := range groups {
			for _, s := range group.EcsServices {
				name := serviceName{lastPart(aws.ToString(s.ClusterName)), lastPart(aws.ToString(s.ServiceName))}
				found[name] = append(found[name], deploymentGroup{application, aws.ToString(group.DeploymentGroupName)})
			}
		}
	})
	if len(errs) > 0 {
		return nil, errs[0]
	}
	return found, nil
}

// applications lists the applications of CodeDeploy that deploy to ECS.
func (r *reader) applications(ctx context.Context) ([]string, error) {
	listed, err := names(r, codedeployListApplications, 0, func(token *string) ([]string, *string, error) {
		out, err := call(ctx, r, codedeployListApplications, r.codedeploy().ListApplications, &codedeploy.ListApplicationsInput{NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.Applications, out.NextToken, nil
	})
	if err != nil {
		return nil, err
	}
	var ofECS []string
	for batch := range slices.Chunk(listed, describedApplications) {
		in := &codedeploy.BatchGetApplicationsInput{ApplicationNames: batch}
		out, err := call(ctx, r, codedeployBatchGetApplications, r.codedeploy().BatchGetApplications, in)
		if err != nil {
			return nil, err
		}
		for _, name := range batch {
			i := slices.IndexFunc(out.ApplicationsInfo, func(a types.ApplicationInfo) bool { return aws.ToString(a.ApplicationName) == name })
			switch {
			case i < 0 || out.ApplicationsInfo[i].ComputePlatform == "":
				return nil, r.nonsense(codedeployBatchGetApplications, "it does not say what an application deploys to")
			case out.ApplicationsInfo[i].ComputePlatform == types.ComputePlatformEcs:
				ofECS = append(ofECS, name)
			}
		}
	}
	return ofECS, nil
}

// groupsOf reads the deployment groups of an application.
func (r *reader) groupsOf(ctx context.Context, application string) ([]types.DeploymentGroupInfo, error) {
	listed, err := names(r, codedeployListDeploymentGroups, 0, func(token *string) ([]string, *string, error) {
		in := &codedeploy.ListDeploymentGroupsInput{ApplicationName: &application, NextToken: token}
		out, err := call(ctx, r, codedeployListDeploymentGroups, r.codedeploy().ListDeploymentGroups, in)
		if err != nil {
			return nil, nil, err
		}
		return out.DeploymentGroups, out.NextToken, nil
	})
	if err != nil {
		return nil, err
	}
	var groups []types.DeploymentGroupInfo
	for batch := range slices.Chunk(listed, describedGroups) {
		in := &codedeploy.BatchGetDeploymentGroupsInput{ApplicationName: &application, DeploymentGroupNames: batch}
		out, err := call(ctx, r, codedeployBatchGetDeploymentGroups, r.codedeploy().BatchGetDeploymentGroups, in)
		if err != nil {
			return nil, err
		}
		for _, name := range batch {
			i := slices.IndexFunc(out.DeploymentGroupsInfo, func(g types.DeploymentGroupInfo) bool { return aws.ToString(g.DeploymentGroupName) == name })
			if i < 0 || slices.ContainsFunc(out.DeploymentGroupsInfo[i].EcsServices, isNameless) {
				return nil, r.nonsense(codedeployBatchGetDeploymentGroups, "it does not say where a deployment group deploys to")
			}
			groups = append(groups, out.DeploymentGroupsInfo[i])
		}
	}
	return groups, nil
}

func isNameless(s types.ECSService) bool {
	return aws.ToString(s.ClusterName) == "" || aws.ToString(s.ServiceName) == ""
}
