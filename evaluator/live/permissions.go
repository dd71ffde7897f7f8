package live

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// unitActions says which actions tell a unit of knowledge, by the name under
// which rules need it.
func unitActions() map[string][]string {
	revision := []string{ecsListTaskDefinitions, ecsDescribeTaskDefinition}
	service := []string{ecsDescribeClusters, ecsDescribeServices, ecsDescribeTaskSets}
	listing := []string{
		ecsListClusters, ecsDescribeClusters, ecsListServices, ecsDescribeServices, ecsDescribeTaskSets,
		ecsListTasks, ecsDescribeTasks, // of services that drain
	}
	codeDeploy := []string{
		codedeployListApplications, codedeployBatchGetApplications, codedeployListDeploymentGroups, codedeployBatchGetDeploymentGroups,
		codedeployListDeployments, codedeployBatchGetDeployments, codedeployGetApplicationRevision,
	}
	sources := []string{ecsListServiceDeployments, ecsDescribeServiceDeployments, ecsDescribeServiceRevisions}
	return map[string][]string{
		"facts.revision":                revision,
		"facts.revision.registeredAt":   {ecsDescribeTaskDefinition},
		"facts.family":                  {ecsListTaskDefinitions},
		"facts.family.active":           {ecsListTaskDefinitions},
		"facts.held":                    revision,
		"facts.cluster":                 {ecsDescribeClusters},
		"facts.service":                 service,
		"facts.service.revision":        revision,
		"facts.service.rollbackTargets": slices.Concat([]string{ecsListServiceDeployments, ecsDescribeServiceRevisions}, codeDeploy),
		"facts.holders.services":        slices.Concat(listing, sources),
		"facts.holders.rollbackTargets": slices.Concat(listing, sources, codeDeploy),
		"facts.holders.owner":           slices.Concat(listing, sources),
		"facts.holders.tasks":           {ecsListClusters, ecsDescribeClusters, ecsListTasks, ecsDescribeTasks},
		"facts.holders.rules": {
			ecsListClusters, ecsDescribeClusters,
			eventsListEventBuses, eventsListRuleNamesByTarget, eventsDescribeRule, eventsListTargetsByRule,
		},
		"facts.holders.schedules": {schedulerListSchedules, schedulerGetSchedule},
		"facts.holders.pipes":     {pipesListPipes, pipesDescribePipe},
		"facts.holders.stateMachines": {
			statesListStateMachines, statesDescribeStateMachine, statesListStateMachineVersions,
			statesListStateMachineAliases, statesDescribeAlias, statesListExecutions, statesDescribeForExecution,
		},
		"facts.holders.stacks": {ecsDescribeTaskDefinition, stacksDescribeStacks, stacksDescribeStackResources},
		"change":               revision,
	}
}

// kindActions says which actions a snapshot calls for a kind.
func kindActions() map[evaluator.Kind][]string {
	clusters := []string{ecsListClusters, ecsDescribeClusters}
	units := unitActions()
	return map[evaluator.Kind][]string{
		evaluator.Families:        {ecsListTaskDefinitions, ecsDescribeTaskDefinition},
		evaluator.Clusters:        clusters,
		evaluator.Services:        units["facts.holders.services"],
		evaluator.RollbackTargets: units["facts.holders.rollbackTargets"],
		evaluator.RunningTasks:    units["facts.holders.tasks"],
		evaluator.Rules:           units["facts.holders.rules"],
		evaluator.Schedules:       units["facts.holders.schedules"],
		evaluator.Pipes:           units["facts.holders.pipes"],
		evaluator.StateMachines:   units["facts.holders.stateMachines"],
		evaluator.Stacks:          {stacksListStacks, stacksDescribeStackResources},
		evaluator.RegisteredAt:    {ecsDescribeTaskDefinition},
	}
}

// ActionsFor lists the IAM actions that Collect may call to tell units of
// knowledge, sorted. STS needs none: GetCallerIdentity is always permitted.
func ActionsFor(units []string) ([]string, error) {
	known := unitActions()
	var actions []string
	for _, unit := range units {
		if known[unit] == nil {
			return nil, fmt.Errorf("no action tells %q", unit)
		}
		actions = append(actions, known[unit]...)
	}
	return slices.Compact(slices.Sorted(slices.Values(actions))), nil
}

// StackActions lists the IAM actions that DeployedStacks, and Snapshot of a stack
// that it was asked for, may call.
func StackActions() []string { return []string{stacksListStackResources} }

// SnapshotActions lists the IAM actions that Snapshot may call for kinds, sorted.
func SnapshotActions(kinds []evaluator.Kind) []string {
	called := map[string]bool{}
	known := kindActions()
	for _, kind := range kinds {
		for _, action := range known[kind] {
			called[action] = true
		}
	}
	return slices.Sorted(maps.Keys(called))
}
