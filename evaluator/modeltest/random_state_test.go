package modeltest_test

import (
	"slices"
	"strconv"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
)

// uncoverable are the kinds that a case may not have read.
var uncoverable = []evaluator.Kind{
	evaluator.Families, evaluator.Clusters, evaluator.Services, evaluator.RunningTasks,
	evaluator.Rules, evaluator.Schedules, evaluator.Pipes, evaluator.StateMachines, evaluator.Stacks,
}

// region makes what is known of one Region. A kind that was not read is empty.
func (d dice) region(name string) *evaluator.Region {
	r := &evaluator.Region{Partition: "aws", Account: home, Region: name, Coverage: map[evaluator.Kind]evaluator.Coverage{}}
	for _, kind := range evaluator.Kinds {
		r.Coverage[kind] = evaluator.Coverage{Complete: true}
	}
	for _, f := range familyNames[:1+d.IntN(len(familyNames))] {
		r.Families = append(r.Families, d.family(f))
	}
	for _, cluster := range clusterNames[:3] {
		if cluster == "prod" || d.chance(70) {
			status := evaluator.Active
			if cluster == "dev" && d.chance(30) {
				status = evaluator.Inactive
			}
			r.Clusters = append(r.Clusters, evaluator.Cluster{Name: cluster, Status: status})
		}
	}
	for _, service := range serviceNames[:d.IntN(len(serviceNames)+1)] {
		r.Services = append(r.Services, d.service(r, pick(d, "prod", "prod", "prod", "dev", "default"), service))
	}
	d.holders(r)
	if d.chance(15) {
		if err := snapshottest.Forget(r, pick(d, uncoverable...)); err != nil {
			panic(err)
		}
	}
	return r
}

func (d dice) family(name string) evaluator.Family {
	if d.chance(5) {
		return evaluator.Family{Name: name}
	}
	var numbers [3][]int
	for n := range 1 + d.IntN(6) {
		// One in ten is deleted.
		if of := pick(d, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3); of < len(numbers) {
			numbers[of] = append(numbers[of], n+1)
		}
	}
	return evaluator.Family{Name: name, Active: evaluator.RangesOf(numbers[0]...), Inactive: evaluator.RangesOf(numbers[1]...),
		DeleteInProgress: evaluator.RangesOf(numbers[2]...)}
}

// revision picks a revision that exists or once existed; ok is false where no
// family has one.
func (d dice) revision(r *evaluator.Region) (id evaluator.RevisionID, ok bool) {
	f := pick(d, r.Families...)
	if latest(f) == 0 {
		return evaluator.RevisionID{}, false
	}
	return evaluator.RevisionID{Family: f.Name, Revision: 1 + d.IntN(latest(f))}, true
}

// sibling picks another revision of the same family, or the same.
func (d dice) sibling(r *evaluator.Region, id evaluator.RevisionID) evaluator.RevisionID {
	return evaluator.RevisionID{Family: id.Family, Revision: 1 + d.IntN(latest(family(r, id.Family)))}
}

func (d dice) service(r *evaluator.Region, cluster, name string) evaluator.Service {
	s := evaluator.Service{Cluster: cluster, Name: name, DesiredCount: d.IntN(3),
		Status:               pick(d, evaluator.Active, evaluator.Active, evaluator.Active, evaluator.Active, evaluator.Draining, evaluator.Inactive),
		DeploymentController: pick(d, "ECS", "ECS", "ECS", "CODE_DEPLOY", "EXTERNAL"),
	}
	if d.chance(4) {
		s.ManagedBy = "ECS"
	}
	on, ok := d.revision(r)
	if !ok {
		s.Status, s.DeploymentController = evaluator.Inactive, "ECS"
		return s
	}
	if s.DeploymentController != "EXTERNAL" {
		s.Revision = on
		for range d.IntN(3) {
			s.RollbackTargets = append(s.RollbackTargets, d.sibling(r, on))
		}
		s.RollbackTargets = slices.Compact(s.RollbackTargets)
		if s.DeploymentController == "CODE_DEPLOY" && d.chance(30) {
			s.RollbackTargets, s.TargetsUnread = nil, "its AppSpec lies in S3"
		}
		if s.DeploymentController == "CODE_DEPLOY" && d.chance(15) { // begun, and without a task set yet
			s.Deployments = []evaluator.Deployment{{Status: "ACTIVE", RolloutState: "IN_PROGRESS", Revision: d.sibling(r, on)}}
		}
	}
	if s.DeploymentController == "ECS" {
		d.deploy(r, &s)
	} else {
		d.taskSets(r, &s, on)
	}
	return s
}

// deploy gives a service of the ECS controller its deployments: steady, under
// way with and without rolloutState, failed.
func (d dice) deploy(r *evaluator.Region, s *evaluator.Service) {
	old := d.sibling(r, s.Revision)
	primary := evaluator.Deployment{Status: "PRIMARY", RolloutState: "COMPLETED", Revision: s.Revision}
	active := evaluator.Deployment{Status: "ACTIVE", RolloutState: "COMPLETED", Revision: old}
	switch p := d.IntN(100); {
	case p < 50:
		s.Deployments = []evaluator.Deployment{primary}
	case p < 75:
		primary.RolloutState = "IN_PROGRESS"
		s.Deployments = []evaluator.Deployment{primary, active}
		s.Sources = []evaluator.RevisionID{pick(d, old, d.sibling(r, s.Revision))}
	case p < 82:
		primary.RolloutState, active.RolloutState = "", ""
		s.Deployments = []evaluator.Deployment{primary, active}[:1+d.IntN(2)]
	case p < 90:
		primary.RolloutState = "FAILED"
		s.Deployments = []evaluator.Deployment{primary, active}[:1+d.IntN(2)]
	case p < 95:
		primary.RolloutState = "IN_PROGRESS"
		s.Deployments = []evaluator.Deployment{primary}
	}
}

func (d dice) taskSets(r *evaluator.Region, s *evaluator.Service, on evaluator.RevisionID) {
	for i, status := range []string{"PRIMARY", "ACTIVE", "DRAINING"}[:1+d.IntN(3)] {
		id := on
		if i > 0 {
			id = d.sibling(r, on)
		}
		s.TaskSets = append(s.TaskSets, evaluator.TaskSet{ID: "ecs-svc/" + strconv.Itoa(i), Status: status, Revision: id})
	}
}

// holders gives a Region tasks, rules, schedules, pipes and state machines.
func (d dice) holders(r *evaluator.Region) {
	for range d.IntN(3) {
		id, ok := d.revision(r)
		if !ok {
			continue
		}
		t := evaluator.Tasks{Cluster: "prod", Revision: id, Count: 1 + d.IntN(3)}
		if len(r.Services) > 0 && d.chance(50) {
			s := pick(d, r.Services...)
			t.Cluster, t.Service = s.Cluster, s.Name
		}
		same := func(o evaluator.Tasks) bool {
			return o.Cluster == t.Cluster && o.Service == t.Service && o.Revision == t.Revision
		}
		if !slices.ContainsFunc(r.Tasks, same) {
			r.Tasks = append(r.Tasks, t)
		}
	}
	if id, ok := d.revision(r); ok && d.chance(30) {
		r.Stacks = append(r.Stacks, evaluator.Stack{Name: "ECS-Console-V2-TaskDefinition-1", Revision: id})
	}
	for _, targets := range []*[]evaluator.Target{&r.Rules, &r.Schedules, &r.Pipes, &r.StateMachines} {
		for i := range d.IntN(2) + d.IntN(2) {
			id, ok := d.revision(r)
			if len(r.Services) > 0 && d.chance(50) {
				id, ok = current(pick(d, r.Services...)), true
			}
			if !ok || id.Family == "" {
				continue
			}
			if d.chance(40) {
				id.Revision = 0
			}
			t := evaluator.Target{Name: "holder-" + strconv.Itoa(i), Cluster: pick(d, "prod", "prod", "prod", "dev", ""), Revision: id, Enabled: d.chance(70)}
			if targets == &r.StateMachines {
				t.Cluster, t.Enabled, t.Via = "", true, pick(d, "", "", "version 3")
			}
			*targets = append(*targets, t)
		}
	}
}
