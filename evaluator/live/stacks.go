package live

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation/types"
	ecstypes "github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// consoleStack is how the names of the stacks begin that the console made, one
// for each revision that was registered there before January 12, 2023
// ("Deregistering an Amazon ECS task definition revision", Amazon ECS Developer
// Guide). Its templates wrote the tag; CloudFormation itself does not put tags
// of its own on task definitions, as it does on other resources.
const (
	consoleStack = "ECS-Console-V2-TaskDefinition-"
	stackTag     = "ecs:taskDefinition:stackId"
)

// lastConsoleStack is when the last of them was made.
func lastConsoleStack() time.Time { return time.Date(2023, time.January, 12, 0, 0, 0, 0, time.UTC) }

// readStacks finds the console's stacks of revisions.
func (r *reader) readStacks(ctx context.Context, retired []evaluator.RevisionID) {
	each(retired, func(id evaluator.RevisionID) { r.lack(evaluator.Stacks, r.stackOf(ctx, id)) })
}

// stackOf finds the stack of one revision by the revision's tag, or else by the
// stack's resource.
func (r *reader) stackOf(ctx context.Context, id evaluator.RevisionID) error {
	tags, old, err := r.tagsOfOld(ctx, id)
	if err != nil || !old {
		return err
	}
	stack := tags[stackTag]
	if arn, ok := reference.ParseARN(stack); !ok || arn.Service != "cloudformation" || !r.isHere(arn) {
		// There is no tag, or one that was copied here together with the definition.
		if stack, err = r.stackOwning(ctx, id); err != nil {
			return err
		}
	}
	name, err := r.standing(ctx, stack)
	if err == nil && strings.HasPrefix(name, consoleStack) {
		r.keepStack(evaluator.Stack{Name: name, Revision: id})
	}
	return err
}

// tagsOfOld returns the tags of a revision that is old enough to have a stack.
// What it reads says nothing of the family, and is not kept in its record.
func (r *reader) tagsOfOld(ctx context.Context, id evaluator.RevisionID) (tags map[string]string, old bool, err error) {
	var at time.Time
	r.keep(func(*evaluator.Region) {
		if known := r.families[id.Family]; known != nil {
			at = known.registered[id.Revision]
		}
	})
	if !at.IsZero() && !at.Before(lastConsoleStack()) {
		return nil, false, nil
	}
	record := familyBook{}.record(id.Family)
	err = r.describe(ctx, record, id, []ecstypes.TaskDefinitionField{ecstypes.TaskDefinitionFieldTags})
	if err != nil || slices.Contains(record.absent, id.Revision) {
		return nil, false, err
	}
	return record.tags[id.Revision], record.registered[id.Revision].Before(lastConsoleStack()), nil
}

// stackOwning returns the id of the stack that has the revision as a resource,
// or "": that there is none is answered by an error.
func (r *reader) stackOwning(ctx context.Context, id evaluator.RevisionID) (string, error) {
	arn := r.arn("ecs", "task-definition/"+reference.Join(id.Family, id.Revision))
	resources, err := r.stackResources(ctx, &cloudformation.DescribeStackResourcesInput{PhysicalResourceId: &arn})
	for _, resource := range resources {
		if aws.ToString(resource.PhysicalResourceId) == arn {
			return aws.ToString(resource.StackId), err
		}
	}
	return "", err
}

// noStack is what CloudFormation answers, as a ValidationError, of a stack that
// does not exist, and of a resource that no stack has.
const noStack = "does not exist"

func (r *reader) stackResources(ctx context.Context, in *cloudformation.DescribeStackResourcesInput) ([]types.StackResource, error) {
	out, err := call(ctx, r, stacksDescribeStackResources, r.stacks().DescribeStackResources, in)
	if says(err, "ValidationError", noStack) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return out.StackResources, nil
}

// standing returns the name of a stack if it still exists. A deleted one can be
// described by its id for 90 days.
func (r *reader) standing(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	out, err := call(ctx, r, stacksDescribeStacks, r.stacks().DescribeStacks, &cloudformation.DescribeStacksInput{StackName: &id})
	if says(err, "ValidationError", noStack) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if len(out.Stacks) != 1 || aws.ToString(out.Stacks[0].StackName) == "" || out.Stacks[0].StackStatus == "" {
		return "", r.nonsense(stacksDescribeStacks, fmt.Sprintf("it does not say what stack %q is", id))
	}
	if out.Stacks[0].StackStatus == types.StackStatusDeleteComplete {
		return "", nil
	}
	return *out.Stacks[0].StackName, nil
}
