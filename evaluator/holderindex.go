package evaluator

import "slices"

// holderIndex finds the holders of one revision or family of a Region.
type holderIndex struct {
	services map[RevisionID][]serviceHold
	tasks    map[RevisionID][]*Tasks
	stacks   map[RevisionID][]StackHolder
	// owners are the Express services that register families for themselves.
	owners map[string]string
	// unreadTargets are the services of which nobody could read what they would go
	// back to, by the families that they run.
	unreadTargets map[string][]*Service
	// targets are by kind, then by revision; a family has Revision 0.
	targets map[HolderKind]map[RevisionID][]*Target
}

type serviceHold struct {
	service *Service
	hold    Hold
}

func indexHolders(inv *inventory) *holderIndex {
	region := inv.Region
	index := &holderIndex{
		services: map[RevisionID][]serviceHold{},
		tasks:    map[RevisionID][]*Tasks{},
		stacks:   map[RevisionID][]StackHolder{},
		owners:   map[string]string{},

		unreadTargets: map[string][]*Service{},
		targets: map[HolderKind]map[RevisionID][]*Target{
			RuleHolder:         indexTargets(region.Rules),
			ScheduleHolder:     indexTargets(region.Schedules),
			PipeHolder:         indexTargets(region.Pipes),
			StateMachineHolder: indexTargets(region.StateMachines),
		},
	}
	for i := range region.Services {
		service := &region.Services[i]
		for _, h := range service.holds() {
			if h.hold == HoldRollback && service.DeploymentController == codeDeploy && inv.retired(h.revision) {
				continue // CodeDeploy names it anew, and so can go back to it no more
			}
			index.services[h.revision] = append(index.services[h.revision], serviceHold{service, h.hold})
			if service.ManagedBy != "" {
				index.owners[h.revision.Family] = service.Cluster + "/" + service.Name
			}
		}
		for _, id := range inv.perhaps(service) {
			index.services[id] = append(index.services[id], serviceHold{service, HoldPerhaps})
		}
		if service.UnreadTarget() != "" {
			for _, family := range service.families() {
				index.unreadTargets[family] = append(index.unreadTargets[family], service)
			}
		}
	}
	for i := range region.Tasks {
		tasks := &region.Tasks[i]
		if tasks.Count > 0 {
			index.tasks[tasks.Revision] = append(index.tasks[tasks.Revision], tasks)
		}
	}
	for _, stack := range region.Stacks {
		index.stacks[stack.Revision] = append(index.stacks[stack.Revision], StackHolder{Name: stack.Name})
	}
	return index
}

func indexTargets(targets []Target) map[RevisionID][]*Target {
	index := make(map[RevisionID][]*Target, len(targets))
	for i := range targets {
		target := &targets[i]
		index[target.Revision] = append(index[target.Revision], target)
	}
	return index
}

// byFamily lists the numbers that are held of each family.
func (index *holderIndex) byFamily() map[string][]int {
	held := map[string][]int{}
	add := func(id RevisionID) {
		if id.Revision != 0 {
			held[id.Family] = append(held[id.Family], id.Revision)
		}
	}
	for id := range index.services {
		add(id)
	}
	for id := range index.tasks {
		add(id)
	}
	for id := range index.stacks {
		add(id)
	}
	for _, targets := range index.targets {
		for id := range targets {
			add(id)
		}
	}
	for family, numbers := range held {
		slices.Sort(numbers)
		held[family] = slices.Compact(numbers)
	}
	return held
}
