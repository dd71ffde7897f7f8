package snapshottest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Without returns the state as it would be if one kind could not be read. It
// shares with the original whatever it leaves as it is. A kind that it does not
// know is an error: a test would take away nothing.
func Without(state *evaluator.State, kind evaluator.Kind) (*evaluator.State, error) {
	poorer := *state
	poorer.Regions = nil
	for _, region := range state.Regions {
		r := *region
		r.Coverage = maps.Clone(region.Coverage)
		if err := Forget(&r, kind); err != nil {
			return nil, err
		}
		poorer.Regions = append(poorer.Regions, &r)
	}
	return &poorer, nil
}

// Forget makes a kind of a Region not read. Lists are replaced, not altered.
func Forget(r *evaluator.Region, kind evaluator.Kind) error {
	r.Coverage[kind] = evaluator.Coverage{Reason: "AccessDenied"}
	switch kind {
	case evaluator.Families:
		r.Families = nil
	case evaluator.Clusters:
		r.Clusters = nil
	case evaluator.Services:
		r.Services = nil
	case evaluator.RunningTasks:
		r.Tasks = nil
	case evaluator.Rules:
		r.Rules = nil
	case evaluator.Schedules:
		r.Schedules = nil
	case evaluator.Pipes:
		r.Pipes = nil
	case evaluator.StateMachines:
		r.StateMachines = nil
	case evaluator.Stacks:
		r.Stacks = nil
	case evaluator.RollbackTargets:
		r.Services = slices.Clone(r.Services)
		for i := range r.Services {
			r.Services[i].RollbackTargets = nil
		}
	case evaluator.RegisteredAt:
		r.Families = slices.Clone(r.Families)
		for i := range r.Families {
			r.Families[i].RegisteredAt = nil
		}
	default:
		return fmt.Errorf("forget %s: no such kind of knowledge", kind)
	}
	return nil
}
