package snapshot_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// random makes states that use every member, in the order of Write. Names
// carry a running number, so that nothing is listed twice.
type random struct {
	*rand.Rand
	named int
}

func (r *random) state() *evaluator.State {
	state := &evaluator.State{TakenAt: time.Unix(1_700_000_000+r.Int64N(1e8), r.Int64N(2)*1_000).UTC()}
	for i := range 1 + r.IntN(3) {
		state.Regions = append(state.Regions, r.region(i))
	}
	return state
}

func (r *random) region(i int) *evaluator.Region {
	region := &evaluator.Region{Partition: "aws", Account: fmt.Sprintf("%012d", i), Region: "eu-west-1"}
	for _, kind := range evaluator.Kinds {
		if region.Coverage == nil {
			region.Coverage = map[evaluator.Kind]evaluator.Coverage{}
		}
		switch r.IntN(3) {
		case 0:
			region.Coverage[kind] = evaluator.Coverage{Complete: true}
		case 1:
			region.Coverage[kind] = evaluator.Coverage{Reason: pick(r, "AccessDenied: ecs:ListServices", "\"quoted\" <&> ü\u2028")}
		}
	}
	if len(region.Coverage) == 0 {
		region.Coverage = nil
	}
	region.Families = some(r, r.family)
	region.Clusters = some(r, func() evaluator.Cluster {
		return evaluator.Cluster{Name: r.name(), Status: pick(r, evaluator.Active, evaluator.Missing, "DEPROVISIONING")}
	})
	region.Services = some(r, r.service)
	region.Tasks = some(r, func() evaluator.Tasks {
		return evaluator.Tasks{Cluster: r.name(), Service: pick(r, "", "web"), Revision: r.revision(), Count: 1 + r.IntN(9)}
	})
	trigger := func() evaluator.Target { return r.target("") }
	region.Rules, region.Schedules, region.Pipes = some(r, trigger), some(r, trigger), some(r, trigger)
	region.StateMachines = some(r, func() evaluator.Target { return r.target(pick(r, "", "version 3", "alias live", "execution")) })
	region.Stacks = some(r, func() evaluator.Stack { return evaluator.Stack{Name: r.name(), Revision: r.revision()} })
	region.StackResources = some(r, func() evaluator.StackResources {
		stack := evaluator.StackResources{Stack: r.name(), Resources: map[string]string{"Web": r.name(), "Task": "arn:aws:ecs:eu-west-1:1:task-definition/web:1"}}
		return pick(r, stack, evaluator.StackResources{Stack: r.name(), Resources: map[string]string{}}, evaluator.StackResources{Stack: r.name(), Unread: "denied"})
	})
	return region
}

func (r *random) family() evaluator.Family {
	f := evaluator.Family{Name: r.name()}
	numbers := make([][]int, 3)
	for n := 1; n < 30; n++ {
		status := r.IntN(4)
		if status == 3 {
			continue
		}
		numbers[status] = append(numbers[status], n)
		if r.IntN(5) == 0 {
			put(&f.RegisteredAt, n, time.Unix(1_500_000_000+r.Int64N(1e8), 0).UTC())
			put(&f.Tags, n, map[string]string{pick(r, "team", "aws:x"): pick(r, "", "shop", "\t\"")})
		}
		if status > 0 && r.IntN(5) == 0 {
			put(&f.DeregisteredAt, n, time.Unix(1_600_000_000+r.Int64N(1e8), 0).UTC())
		}
	}
	f.Active, f.Inactive, f.DeleteInProgress = evaluator.RangesOf(numbers[0]...), evaluator.RangesOf(numbers[1]...), evaluator.RangesOf(numbers[2]...)
	return f
}

func (r *random) service() evaluator.Service {
	s := evaluator.Service{
		Cluster: r.name(), Name: "web", Status: pick(r, evaluator.Active, evaluator.Draining, evaluator.Inactive, evaluator.Missing),
	}
	if s.Status == evaluator.Missing {
		return s
	}
	s.DeploymentController, s.ManagedBy = pick(r, "ECS", "CODE_DEPLOY", "EXTERNAL"), pick(r, "", "ECS")
	s.DesiredCount = r.IntN(3)
	if s.DeploymentController != "EXTERNAL" {
		s.Revision = r.revision()
	}
	s.Deployments = some(r, func() evaluator.Deployment {
		return evaluator.Deployment{Status: pick(r, "PRIMARY", "ACTIVE", "INACTIVE"), RolloutState: pick(r, "", "COMPLETED", "IN_PROGRESS", "FAILED"), Revision: r.revision()}
	})
	s.TaskSets = some(r, func() evaluator.TaskSet {
		return evaluator.TaskSet{ID: r.name(), Status: pick(r, "PRIMARY", "ACTIVE", "DRAINING"), Revision: r.revision()}
	})
	s.Sources, s.RollbackTargets = some(r, r.revision), some(r, r.revision)
	s.TargetsUnread = pick(r, "", "an AppSpec lies in S3")
	return s
}

func (r *random) target(via string) evaluator.Target {
	return evaluator.Target{
		Name: "default/" + r.name(), Cluster: pick(r, "", "prod"), Enabled: r.IntN(2) == 0, Via: via,
		Revision: evaluator.RevisionID{Family: "web", Revision: r.IntN(3)},
	}
}

func (r *random) revision() evaluator.RevisionID {
	return evaluator.RevisionID{Family: pick(r, "web", "Api_2"), Revision: 1 + r.IntN(1<<31-1)}
}

func (r *random) name() string {
	r.named++
	return fmt.Sprintf("n%06d", r.named)
}

// some makes up to three entries; none are nil, as Read has it.
func some[T any](r *random, entry func() T) []T {
	var entries []T
	for range r.IntN(4) {
		entries = append(entries, entry())
	}
	return entries
}

func pick[T any](r *random, values ...T) T { return values[r.IntN(len(values))] }

func put[T any](m *map[int]T, revision int, value T) {
	if *m == nil {
		*m = map[int]T{}
	}
	(*m)[revision] = value
}
