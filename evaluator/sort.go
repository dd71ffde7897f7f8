package evaluator

import (
	"cmp"
	"slices"
)

// Sort puts the lists of a Region into the one order in which they are written,
// whatever the order in which they were read. What a service lists keeps its
// order: its roll-back targets are newest first.
func (r *Region) Sort() {
	slices.SortFunc(r.Families, func(a, b Family) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(r.Clusters, func(a, b Cluster) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(r.Services, func(a, b Service) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Name, b.Name))
	})
	slices.SortFunc(r.Tasks, func(a, b Tasks) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Service, b.Service), compareIDs(a.Revision, b.Revision))
	})
	for _, targets := range [][]Target{r.Rules, r.Schedules, r.Pipes, r.StateMachines} {
		slices.SortFunc(targets, compareTargets)
	}
	slices.SortFunc(r.Computed, func(a, b Computed) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Expression, b.Expression))
	})
	slices.SortFunc(r.Stacks, func(a, b Stack) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), compareIDs(a.Revision, b.Revision))
	})
	slices.SortFunc(r.StackResources, func(a, b StackResources) int { return cmp.Compare(a.Stack, b.Stack) })
}

// compareTargets puts what triggers now before what a state machine keeps.
// Everything takes part, so that equal means the same.
func compareTargets(a, b Target) int {
	return cmp.Or(
		cmp.Compare(a.Name, b.Name), cmp.Compare(a.Via, b.Via), compareIDs(a.Revision, b.Revision),
		cmp.Compare(a.Cluster, b.Cluster), compareBools(a.Enabled, b.Enabled),
	)
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func compareIDs(a, b RevisionID) int {
	return cmp.Or(cmp.Compare(a.Family, b.Family), cmp.Compare(a.Revision, b.Revision))
}
