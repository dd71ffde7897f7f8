package evaluator

// StackResources is what one CloudFormation stack consists of now, which its
// template alone can not tell.
type StackResources struct {
	Stack string
	// Resources are the physical ids of what operations come from, by logical id: the
	// ARN of a task definition, the ARN of a service, the name of a cluster.
	Resources map[string]string
	// Unread says why they are not known; empty: they are.
	Unread string
}

// DeployedStack is a stack and where it is: partition, account and Region.
type DeployedStack struct {
	StackResources
	Place Scope
}

// DeployedStacks lists the stacks of that name that the state holds.
func (s *State) DeployedStacks(name string) []DeployedStack {
	var stacks []DeployedStack
	for _, region := range s.Regions {
		for _, stack := range region.StackResources {
			if stack.Stack == name {
				place := Scope{Partition: region.Partition, Account: region.Account, Region: region.Region}
				stacks = append(stacks, DeployedStack{stack, place})
			}
		}
	}
	return stacks
}
