package ecstest

import (
	"cmp"
	"slices"
)

func cloudformationActions() map[string]operation {
	return map[string]operation{
		"DescribeStackResources": describeStackResources,
		"DescribeStacks":         describeStacks,
		"ListStackResources":     listStackResources,
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
		i := slices.IndexFunc(c.Stacks, func(s Stack) bool {
			return slices.ContainsFunc(s.Resources, func(r StackResource) bool { return r.PhysicalID == physical })
		})
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

// stackResources shows no more than 100.
func (c *call) stackResources(s Stack) object {
	shown := []any{}
	for _, r := range s.Resources[:min(100, len(s.Resources))] {
		described := s.resource(r)
		described["StackName"], described["StackId"], described["Timestamp"] = s.Name, c.stackARN(s.Name), moment{c.now}
		shown = append(shown, described)
	}
	return object{"StackResources": shown}
}

// listStackResources lists all of them, by pages.
func listStackResources(c *call) (object, error) {
	s, err := c.stack(c.parameters.text("StackName"))
	if err != nil {
		return nil, err
	}
	return listed(c, cloudformationPages("StackResourceSummaries"), s.Resources, func(r StackResource) any {
		summary := s.resource(r)
		summary["LastUpdatedTimestamp"] = moment{c.now}
		return summary
	})
}

func (s Stack) resource(r StackResource) object {
	return object{
		"LogicalResourceId":  r.LogicalID,
		"PhysicalResourceId": r.PhysicalID,
		"ResourceType":       r.Type,
		"ResourceStatus":     cmp.Or(r.Status, s.Status),
	}
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
