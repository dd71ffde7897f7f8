package live_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// dice makes states that an account can have: what names something names what
// is there, and lists are in the order of snapshots.
type dice struct{ *rand.Rand }

func one[T any](d dice, values ...T) T { return values[d.IntN(len(values))] }

func (d dice) state() *evaluator.State {
	state := &evaluator.State{TakenAt: time.Unix(1_790_000_000+d.Int64N(1e6), 0).UTC()}
	for _, region := range []string{"eu-west-1", "us-east-1"}[:1+d.IntN(2)] {
		state.Regions = append(state.Regions, d.region(region))
	}
	return state
}

var randomFamilies = []string{"api", "api-2", "Web"}

func (d dice) region(name string) *evaluator.Region {
	r := &evaluator.Region{Partition: "aws", Account: "123456789012", Region: name}
	for _, family := range []string{"Web", "api", "api-2"} {
		r.Families = append(r.Families, d.family(family))
	}
	for _, cluster := range []string{"a", "b", "c"} {
		r.Clusters = append(r.Clusters, evaluator.Cluster{Name: cluster, Status: one(d, evaluator.Active, evaluator.Active, "DEPROVISIONING", evaluator.Inactive)})
		if r.Clusters[len(r.Clusters)-1].Status == evaluator.Inactive {
			continue
		}
		for n := range d.IntN(13) {
			s := d.service(cluster, fmt.Sprintf("s%02d", n))
			r.Services = append(r.Services, s)
			d.tasksOf(r, cluster, s.Name)
		}
		d.tasksOf(r, cluster, "")
		for n := range d.IntN(4) {
			target := evaluator.Target{Cluster: cluster, Enabled: d.IntN(3) > 0, Revision: evaluator.RevisionID{Family: one(d, randomFamilies...), Revision: d.IntN(9)}}
			named := func(format string) evaluator.Target {
				target.Name = fmt.Sprintf(format, cluster, n)
				return target
			}
			r.Rules = append(r.Rules, named("default/%s-%d/1"))
			r.Schedules = append(r.Schedules, named("default/%s-%d"))
			r.Pipes = append(r.Pipes, named("%s-%d"))
			target.Enabled = true
			r.StateMachines = append(r.StateMachines, named("%s-%d"))
			if target.Via = "version 2"; n%2 == 0 {
				r.StateMachines = append(r.StateMachines, named("%s-%d"))
			}
			if target.Via, target.Revision = "execution", d.revision(); n%3 == 0 {
				r.StateMachines = append(r.StateMachines, named("%s-%d"))
			}
			r.Stacks = append(r.Stacks, evaluator.Stack{Name: fmt.Sprintf("ECS-Console-V2-TaskDefinition-%s-%d", cluster, n), Revision: d.revision()})
		}
	}
	r.StackResources = []evaluator.StackResources{{Stack: "shop-" + name, Resources: map[string]string{
		"Task": fmt.Sprintf("arn:aws:ecs:%s:%s:task-definition/api:%d", name, r.Account, 1+d.IntN(9)), "Cluster": one(d, "a", "b"),
	}}}
	return r
}

func (d dice) family(name string) evaluator.Family {
	numbers := make([][]int, 4) // the last are of those that were deleted
	f := evaluator.Family{Name: name, RegisteredAt: map[int]time.Time{}, DeregisteredAt: map[int]time.Time{}, Tags: map[int]map[string]string{}}
	for n := range 16 + d.IntN(16) {
		status := one(d, 0, 1, 1, 2, 3)
		if numbers[status] = append(numbers[status], n+1); status == 3 {
			continue
		}
		f.RegisteredAt[n+1] = time.Unix(1_600_000_000+d.Int64N(1e8), 0).UTC()
		if status > 0 && d.IntN(4) > 0 {
			f.DeregisteredAt[n+1] = time.Unix(1_700_000_000+d.Int64N(1e7), 0).UTC()
		}
		if d.IntN(9) == 0 {
			f.Tags[n+1] = map[string]string{"team": one(d, "", "shop", "\"<&>ü")}
		}
	}
	f.Active, f.Inactive, f.DeleteInProgress = evaluator.RangesOf(numbers[0]...), evaluator.RangesOf(numbers[1]...), evaluator.RangesOf(numbers[2]...)
	return f
}

func (d dice) service(cluster, name string) evaluator.Service {
	s := evaluator.Service{
		Cluster: cluster, Name: name, Status: one(d, evaluator.Active, evaluator.Active, evaluator.Active, evaluator.Draining, evaluator.Inactive, evaluator.Missing),
	}
	if s.Status == evaluator.Missing {
		return s
	}
	s.DeploymentController, s.ManagedBy, s.DesiredCount = one(d, "ECS", "ECS", "CODE_DEPLOY", "EXTERNAL"), one(d, "", "ECS"), d.IntN(4)
	current := d.revision()
	if s.DeploymentController != "ECS" {
		for n := range d.IntN(3) {
			s.TaskSets = append(s.TaskSets, evaluator.TaskSet{ID: fmt.Sprintf("ecs-svc/%d", n), Status: one(d, "PRIMARY", "ACTIVE", "DRAINING"), Revision: d.revision()})
		}
		if s.DeploymentController == "CODE_DEPLOY" {
			s.Revision = current
			if s.Status == evaluator.Active && d.IntN(2) == 0 {
				s.RollbackTargets = []evaluator.RevisionID{{Family: current.Family, Revision: current.Revision + 1}}
			}
		}
		return s
	}
	s.Revision = current
	s.Deployments = []evaluator.Deployment{{Status: "PRIMARY", RolloutState: one(d, "", "COMPLETED", "FAILED"), Revision: current}}
	// Roll-back targets are other revisions than the current one, each once, and
	// no more than are looked back at.
	for n := range d.IntN(3) {
		s.RollbackTargets = append(s.RollbackTargets, evaluator.RevisionID{Family: current.Family, Revision: current.Revision + n + 1})
	}
	if d.IntN(3) == 0 {
		s.Deployments[0].RolloutState = "IN_PROGRESS"
		s.Deployments = append(s.Deployments, evaluator.Deployment{Status: "ACTIVE", RolloutState: "COMPLETED", Revision: d.revision()})
		s.Sources = []evaluator.RevisionID{d.revision()}
	}
	return s
}

// tasksOf adds tasks of a service, or standalone ones.
func (d dice) tasksOf(r *evaluator.Region, cluster, service string) {
	for _, family := range []string{"Web", "api"}[:d.IntN(3)] {
		r.Tasks = append(r.Tasks, evaluator.Tasks{
			Cluster: cluster, Service: service, Revision: evaluator.RevisionID{Family: family, Revision: 1 + d.IntN(9)}, Count: 1 + d.IntN(120),
		})
	}
}

func (d dice) revision() evaluator.RevisionID {
	return evaluator.RevisionID{Family: one(d, randomFamilies...), Revision: 1 + d.IntN(25)}
}
