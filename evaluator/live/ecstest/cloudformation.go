package ecstest

import (
	"slices"
)

func cloudformationActions() map[string]operation {
	return map[string]operation{
		"DescribeStackResources": describeStackResources,
		"DescribeStacks":         describeStacks,
		"ListStacks":             listStacks,
	}
}

// cloudformationPages: CloudFormation gives 100 entries a page and takes no
// other number.
func cloudformationPages(member string) paging {
	return paging{member: member, token: "NextToken", usual: 100, most: 100}
}

// stackARN is the StackId.
func (s scope) stackARN(stack string) string {
	return s.arn("cloudformation", "stack/"+stack+"/"+uuid("stack", s.region, stack))
}

// stack finds a stack by name or id. A deleted one has only its id left.
func (c *call) stack(name string) (Stack, error) {
	for _, s := range c.Stacks {
		if name == c.stackARN(s.Name) || name == s.Name && s.Status != "DELETE_COMPLETE" {
			return s, nil
		}
	}
	return Stack{}, c.invalid("Stack with id %s does not exist", name)
}

// describeStackResources shows the resources of the stack of that name, or of
// the stack that a resource belongs to.
func describeStackResources(c *call) (object, error) {
	if physical := c.parameters.text("PhysicalResourceId"); physical != "" {
		i := slices.IndexFunc(c.Stacks, func(s Stack) bool { return s.PhysicalID == physical })
		if i < 0 {
			return nil, c.invalid("Stack for %s does not exist", physical)
		}
		return c.stackResources(c.Stacks[i]), nil
	}
	s, err := c.stack(c.parameters.text("StackName"))
	if err != nil {
		return nil, err
	}
	return c.stackResources(s), nil
}

func (c *call) stackResources(s Stack) object {
	return object{"StackResources": []any{object{
		"StackName":          s.Name,
		"StackId":            c.stackARN(s.Name),
		"LogicalResourceId":  "TaskDefinition",
		"PhysicalResourceId": s.PhysicalID,
		"ResourceType":       "AWS::ECS::TaskDefinition",
		"ResourceStatus":     s.Status,
		"Timestamp":          moment{c.now},
	}}}
}

func (c *call) describedStack(s Stack) object {
	return object{
		"StackName":    s.Name,
		"StackId":      c.stackARN(s.Name),
		"StackStatus":  s.Status,
		"CreationTime": moment{c.now},
	}
}

func describeStacks(c *call) (object, error) {
	if name := c.parameters.text("StackName"); name != "" {
		s, err := c.stack(name)
		if err != nil {
			return nil, err
		}
		return object{"Stacks": []any{c.describedStack(s)}}, nil
	}
	// Deleted stacks are shown only by their id (API reference, DescribeStacks).
	there := slices.DeleteFunc(slices.Clone(c.Stacks), func(s Stack) bool { return s.Status == "DELETE_COMPLETE" })
	return listed(c, cloudformationPages("Stacks"), there, func(s Stack) any { return c.describedStack(s) })
}

// listStacks lists all stacks, deleted ones too, unless the status is given.
func listStacks(c *call) (object, error) {
	statuses := c.parameters.list("StackStatusFilter")
	found := slices.DeleteFunc(slices.Clone(c.Stacks), func(s Stack) bool {
		return len(statuses) > 0 && !slices.Contains(statuses, s.Status)
	})
	return listed(c, cloudformationPages("StackSummaries"), found, func(s Stack) any { return c.describedStack(s) })
}
