package ecstest

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// FromState makes the account of which a state was read: whoever reads all of
// it through the APIs gets the state again. What AWS lists nowhere can be read
// only by name: clusters and services that are INACTIVE, and services that are
// DRAINING. What is MISSING is not there.
//
// An account is one account: Regions of others than the first are left out. The
// state is not touched, neither now nor when the account changes.
func FromState(state *evaluator.State) *Account {
	account := &Account{Partition: "aws", Now: state.TakenAt, Regions: map[string]*Region{}}
	for _, known := range state.Regions {
		if account.ID == "" {
			account.ID, account.Partition = known.Account, known.Partition
		}
		if known.Account == account.ID && known.Partition == account.Partition {
			account.Regions[known.Region] = fromRegion(known, account.Now)
		}
	}
	return account
}

func fromRegion(known *evaluator.Region, now time.Time) *Region {
	here := place{scope{known.Partition, known.Region, known.Account}, known.Clusters}
	region := &Region{
		Clusters: slices.DeleteFunc(slices.Clone(known.Clusters), func(c evaluator.Cluster) bool { return c.Status == evaluator.Missing }),
		Services: slices.DeleteFunc(slices.Clone(known.Services), func(s evaluator.Service) bool { return s.Status == evaluator.Missing }),
		Tasks:    slices.Clone(known.Tasks),
		Stacks:   append(here.stacks(known.Stacks), deployed(known.StackResources)...),
	}
	for _, f := range known.Families {
		region.Families = append(region.Families, here.tagged(f, known.Stacks))
	}
	for _, s := range region.Services {
		// What CodeDeploy deploys is no service deployment of ECS.
		if s.DeploymentController == "CODE_DEPLOY" {
			if a, ok := here.application(s, now); ok {
				region.Applications = append(region.Applications, a)
			}
			continue
		}
		region.ServiceDeployments = append(region.ServiceDeployments, history(s, now)...)
	}
	region.Rules = here.rules(known.Rules)
	region.Schedules = here.schedules(known.Schedules)
	region.Pipes = here.pipes(known.Pipes)
	region.StateMachines = here.stateMachines(known.StateMachines)
	return region
}

// place is where the ARNs of a Region's targets point to.
type place struct {
	scope
	clusters []evaluator.Cluster
}

// clusterOf is the ARN of a target's cluster. AWS keeps no target without one:
// any cluster serves where the state does not say which.
func (p place) clusterOf(t evaluator.Target) string {
	if t.Cluster != "" {
		return p.clusterARN(t.Cluster)
	}
	for _, cluster := range p.clusters {
		if cluster.Status == evaluator.Active {
			return p.clusterARN(cluster.Name)
		}
	}
	return p.clusterARN("default")
}

func (p place) stacks(known []evaluator.Stack) []Stack {
	var stacks []Stack
	for _, s := range known {
		stacks = append(stacks, Stack{Name: s.Name, Status: "CREATE_COMPLETE", Resources: TaskDefinitionResource(p.taskDefinitionARN(s.Revision))})
	}
	return stacks
}

// deployed makes the stacks whose resources a state names. Of one that could not
// be read nothing is known.
func deployed(known []evaluator.StackResources) []Stack {
	var stacks []Stack
	for _, s := range known {
		if s.Unread != "" {
			continue
		}
		stack := Stack{Name: s.Stack, Status: "UPDATE_COMPLETE"}
		for _, logical := range slices.Sorted(maps.Keys(s.Resources)) {
			physical := s.Resources[logical]
			stack.Resources = append(stack.Resources, StackResource{LogicalID: logical, Type: typeOf(physical), PhysicalID: physical})
		}
		stacks = append(stacks, stack)
	}
	return stacks
}

// typeOf guesses the type of a resource by the form of its physical id, which a
// state alone has.
func typeOf(physical string) string {
	for part, typ := range map[string]string{
		":task-definition/": "AWS::ECS::TaskDefinition", ":service/": "AWS::ECS::Service", ":stateMachine:": "AWS::StepFunctions::StateMachine",
	} {
		if strings.Contains(physical, part) {
			return typ
		}
	}
	return "AWS::ECS::Cluster"
}

// tagged gives a revision that the console made by a stack the tag that the
// console gave it: the id of the stack.
func (p place) tagged(f evaluator.Family, stacks []evaluator.Stack) evaluator.Family {
	f.Tags = maps.Clone(f.Tags)
	for _, s := range stacks {
		if s.Revision.Family != f.Name {
			continue
		}
		if f.Tags == nil {
			f.Tags = map[int]map[string]string{}
		}
		tags := maps.Clone(f.Tags[s.Revision.Revision])
		if tags == nil {
			tags = map[string]string{}
		}
		tags["ecs:taskDefinition:stackId"] = p.stackARN(s.Name)
		f.Tags[s.Revision.Revision] = tags
	}
	return f
}

// history makes the service deployments that the sources and roll-back targets
// of a service were read from, newest first, an hour apart.
func history(s evaluator.Service, now time.Time) []ServiceDeployment {
	var deployments []ServiceDeployment
	add := func(status string, target evaluator.RevisionID, sources []evaluator.RevisionID) {
		now = now.Add(-time.Hour)
		deployments = append(deployments, ServiceDeployment{s.Cluster, s.Name, status, now, target, sources})
	}
	switch {
	case len(s.Sources) > 0 || rolling(s):
		add("IN_PROGRESS", s.Revision, s.Sources)
	case s.Revision.Family != "" && len(s.TaskSets) == 0:
		add("SUCCESSFUL", s.Revision, s.RollbackTargets[:min(1, len(s.RollbackTargets))])
	}
	for i, target := range s.RollbackTargets {
		older := s.RollbackTargets[i+1:]
		add("SUCCESSFUL", target, older[:min(1, len(older))])
	}
	return deployments
}

// rolling reports whether the first deployment of a service is under way: it
// comes from nowhere.
func rolling(s evaluator.Service) bool {
	return slices.ContainsFunc(s.Deployments, func(d evaluator.Deployment) bool {
		return d.Status == "PRIMARY" && d.RolloutState == "IN_PROGRESS"
	})
}
