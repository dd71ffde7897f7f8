package live

import (
	"context"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// DeployedStacks reads what the stack of a name consists of, in each of the
// Regions that has one. Of a Region that could not be read it is one that says
// so.
func (s *Session) DeployedStacks(ctx context.Context, name string, regions []string) []evaluator.DeployedStack {
	ctx, cancel := s.limited(ctx)
	defer cancel()
	who := s.whose(ctx)
	state := &evaluator.State{}
	var readers []*reader
	for _, region := range regions {
		account := who.account
		if s.options.Account != "" {
			account = s.options.Account
		}
		need := evaluator.Need{Account: account, Region: region}
		if reason := s.unreadable(who, need); reason != "" {
			unread := blind(region, account, reason)
			unread.StackResources = []evaluator.StackResources{{Stack: name, Unread: reason}}
			state.Regions = append(state.Regions, unread)
			continue
		}
		readers = append(readers, newReader(s, region, who.account))
	}
	each(readers, func(r *reader) { r.readDeployed(ctx, name) })
	for _, r := range readers {
		state.Regions = append(state.Regions, r.result())
	}
	return state.DeployedStacks(name)
}

// deployedTypes are the types of the resources that operations come from, or
// that these name.
var deployedTypes = []string{
	"AWS::ECS::TaskDefinition", "AWS::ECS::Service", "AWS::ECS::TaskSet", "AWS::ECS::Cluster",
	"AWS::Events::Rule", "AWS::Scheduler::Schedule", "AWS::Pipes::Pipe", "AWS::StepFunctions::StateMachine",
}

// readDeployed keeps what a stack consists of. Where there is none of that name
// nothing is kept.
func (r *reader) readDeployed(ctx context.Context, name string) {
	resources, err := r.deployed(ctx, name)
	if says(err, "ValidationError", noStack) {
		return
	}
	stack := evaluator.StackResources{Stack: name, Resources: resources}
	if err != nil {
		r.session.remark(err)
		stack = evaluator.StackResources{Stack: name, Unread: reasonOf(err)}
	}
	r.keep(func(found *evaluator.Region) { found.StackResources = append(found.StackResources, stack) })
}

// deployed lists the physical ids of a stack's resources by logical id.
// DescribeStackResources would end after 100 (AWS CloudFormation API reference).
func (r *reader) deployed(ctx context.Context, name string) (map[string]string, error) {
	resources := map[string]string{}
	err := pages(r, stacksListStackResources, func(token *string) (*string, error) {
		in := &cloudformation.ListStackResourcesInput{StackName: &name, NextToken: token}
		out, err := call(ctx, r, stacksListStackResources, r.stacks().ListStackResources, in)
		if err != nil {
			return nil, err
		}
		for _, resource := range out.StackResourceSummaries {
			if err := r.keepResource(resources, resource); err != nil {
				return nil, err
			}
		}
		return out.NextToken, nil
	})
	return resources, err
}

// keepResource takes one resource of a stack. One that is not made yet has no
// physical id, and one that is deleted, or was left to itself, is no longer the
// stack's.
func (r *reader) keepResource(resources map[string]string, resource types.StackResourceSummary) error {
	logical, physical := aws.ToString(resource.LogicalResourceId), aws.ToString(resource.PhysicalResourceId)
	typ := aws.ToString(resource.ResourceType)
	switch {
	case logical == "" || typ == "" || resource.ResourceStatus == "":
		return r.nonsense(stacksListStackResources, "it lists a resource without its id, type or status")
	case !slices.Contains(deployedTypes, typ) || physical == "":
		return nil
	case resource.ResourceStatus == types.ResourceStatusDeleteComplete || resource.ResourceStatus == types.ResourceStatusDeleteSkipped:
		return nil
	case typ == "AWS::ECS::TaskDefinition" && reference.Parse(physical).Kind != reference.Revision:
		return r.nonsense(stacksListStackResources, fmt.Sprintf("the task definition %q is no revision", logical))
	}
	resources[logical] = physical
	return nil
}
