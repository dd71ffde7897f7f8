package live

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// listStacks finds every stack of the Region that the console made.
func (r *reader) listStacks(ctx context.Context) {
	names, err := r.consoleStacks(ctx)
	r.lack(evaluator.Stacks, err)
	each(names, func(name string) { r.lack(evaluator.Stacks, r.revisionOfStack(ctx, name)) })
}

// consoleStacks names the console's stacks that have not been deleted.
func (r *reader) consoleStacks(ctx context.Context) ([]string, error) {
	in := &cloudformation.ListStacksInput{StackStatusFilter: slices.DeleteFunc(types.StackStatus("").Values(), func(s types.StackStatus) bool {
		return s == types.StackStatusDeleteComplete
	})}
	var names []string
	err := pages(r, stacksListStacks, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, stacksListStacks, r.stacks().ListStacks, in)
		if err != nil {
			return nil, err
		}
		for _, stack := range out.StackSummaries {
			if strings.HasPrefix(aws.ToString(stack.StackName), consoleStack) && stack.StackStatus != types.StackStatusDeleteComplete {
				names = append(names, *stack.StackName)
			}
		}
		return out.NextToken, nil
	})
	return distinct(names), err
}

// revisionOfStack keeps the revision that is the resource of a stack. A stack
// that has gone in the meantime has none, nor has one that failed to make it.
func (r *reader) revisionOfStack(ctx context.Context, name string) error {
	resources, err := r.stackResources(ctx, &cloudformation.DescribeStackResourcesInput{StackName: &name})
	if err != nil {
		return err
	}
	for _, resource := range resources {
		physical := aws.ToString(resource.PhysicalResourceId)
		if aws.ToString(resource.ResourceType) != "AWS::ECS::TaskDefinition" || physical == "" {
			continue
		}
		id, ok := revisionOf(physical)
		if !ok {
			return r.nonsense(stacksDescribeStackResources, fmt.Sprintf("the task definition of stack %q is no revision", name))
		}
		r.keepStack(evaluator.Stack{Name: name, Revision: id})
	}
	return nil
}

func (r *reader) keepStack(stack evaluator.Stack) {
	r.keep(func(found *evaluator.Region) { found.Stacks = append(found.Stacks, stack) })
}
