package snapshot

import (
	"cmp"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// sortRegion puts the lists into the one order in which they are written. What
// a service lists keeps its order: its roll-back targets are newest first.
func sortRegion(r *evaluator.Region) {
	slices.SortFunc(r.Families, func(a, b evaluator.Family) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(r.Clusters, func(a, b evaluator.Cluster) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(r.Services, func(a, b evaluator.Service) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Name, b.Name))
	})
	slices.SortFunc(r.Tasks, func(a, b evaluator.Tasks) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Service, b.Service), compareRevisions(a.Revision, b.Revision))
	})
	for _, targets := range [][]evaluator.Target{r.Rules, r.Schedules, r.Pipes, r.StateMachines} {
		slices.SortFunc(targets, compareTargets)
	}
	slices.SortFunc(r.Computed, func(a, b evaluator.Computed) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Expression, b.Expression))
	})
	slices.SortFunc(r.Stacks, func(a, b evaluator.Stack) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), compareRevisions(a.Revision, b.Revision))
	})
}

func compareRegions(a, b *evaluator.Region) int {
	return cmp.Or(cmp.Compare(a.Partition, b.Partition), cmp.Compare(a.Account, b.Account), cmp.Compare(a.Region, b.Region))
}

func compareRevisions(a, b evaluator.RevisionID) int {
	return cmp.Or(cmp.Compare(a.Family, b.Family), cmp.Compare(a.Revision, b.Revision))
}

// compareTargets puts what triggers now before what a state machine keeps.
// Everything takes part, so that equal means the same.
func compareTargets(a, b evaluator.Target) int {
	return cmp.Or(
		cmp.Compare(a.Name, b.Name), cmp.Compare(a.Via, b.Via), compareRevisions(a.Revision, b.Revision),
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
