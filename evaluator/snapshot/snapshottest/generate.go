// Package snapshottest makes states of any size for tests and benchmarks.
package snapshottest

import (
	"fmt"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

const (
	clusters   = 20
	keptActive = 5
)

// takenAt is fixed: the same arguments give the same state, in every run.
var takenAt = time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)

// Account makes the state of one account and Region, read completely but for
// registeredAt: families named app-0000 and so on, of which the newest five
// revisions are ACTIVE and the oldest of every tenth is DELETE_IN_PROGRESS;
// services named svc-0000 and so on, spread over twenty clusters, each with its
// tasks, some of them behind the newest revision, on INACTIVE ones or in the
// middle of a roll-out; and a rule, schedule, pipe or state machine for one
// family in five. The lists are in the order in which snapshots are written.
func Account(families, revisionsPerFamily, services int) *evaluator.State {
	g := generator{families: families, revisions: revisionsPerFamily}
	region := &evaluator.Region{
		Partition: "aws", Account: "123456789012", Region: "eu-west-1",
		Coverage: map[evaluator.Kind]evaluator.Coverage{},
	}
	for _, kind := range evaluator.Kinds {
		region.Coverage[kind] = evaluator.Coverage{Complete: true}
	}
	region.Coverage[evaluator.RegisteredAt] = evaluator.Coverage{Reason: "not asked for"}
	for i := range families {
		region.Families = append(region.Families, g.family(i))
		g.hold(region, i)
	}
	for i := range clusters {
		region.Clusters = append(region.Clusters, evaluator.Cluster{Name: clusterName(i), Status: evaluator.Active})
	}
	for i := range clusters {
		for n := i; n < services && families > 0; n += clusters {
			s := g.service(clusterName(i), n)
			region.Services = append(region.Services, s)
			region.Tasks = append(region.Tasks, evaluator.Tasks{
				Cluster: s.Cluster, Service: s.Name, Revision: s.Revision, Count: s.DesiredCount,
			})
		}
	}
	return &evaluator.State{Source: "generated", TakenAt: takenAt, Regions: []*evaluator.Region{region}}
}

type generator struct{ families, revisions int }

func clusterName(i int) string { return fmt.Sprintf("cluster-%02d", i) }

func familyName(i int) string { return fmt.Sprintf("app-%04d", i) }

func (g generator) family(i int) evaluator.Family {
	f := evaluator.Family{Name: familyName(i)}
	firstActive := max(1, g.revisions-keptActive+1)
	var active, inactive []int
	for n := 1; n <= g.revisions; n++ {
		switch {
		case n >= firstActive:
			active = append(active, n)
		case n == 1 && i%10 == 0:
			f.DeleteInProgress = evaluator.RangesOf(n)
		default:
			inactive = append(inactive, n)
		}
	}
	f.Active, f.Inactive = evaluator.RangesOf(active...), evaluator.RangesOf(inactive...)
	if len(inactive) > 0 {
		f.DeregisteredAt = map[int]time.Time{f.Inactive.Max(): takenAt.Add(-time.Duration(i) * time.Hour)}
	}
	if g.revisions > 0 {
		f.Tags = map[int]map[string]string{g.revisions: {"team": fmt.Sprintf("team-%02d", i%15)}}
	}
	return f
}

// service is steady on the newest revision; of ten, one is a revision behind, one
// on an INACTIVE revision (where there is one), one in the middle of a roll-out.
func (g generator) service(cluster string, n int) evaluator.Service {
	family := familyName(n % g.families)
	behind := func(by int) evaluator.RevisionID {
		return evaluator.RevisionID{Family: family, Revision: max(1, g.revisions-by)}
	}
	current, previous := behind(0), behind(1)
	switch n % 10 {
	case 3:
		current, previous = behind(1), behind(2)
	case 6:
		current, previous = behind(keptActive), behind(keptActive+1)
	}
	s := evaluator.Service{
		Cluster: cluster, Name: fmt.Sprintf("svc-%04d", n), Status: evaluator.Active,
		DeploymentController: "ECS", DesiredCount: n%7 + 1, Revision: current,
		Deployments: []evaluator.Deployment{{Status: "PRIMARY", RolloutState: "COMPLETED", Revision: current}},
	}
	if n%10 == 9 {
		s.Deployments = []evaluator.Deployment{
			{Status: "PRIMARY", RolloutState: "IN_PROGRESS", Revision: current},
			{Status: "ACTIVE", RolloutState: "COMPLETED", Revision: previous},
		}
		s.Sources = []evaluator.RevisionID{previous}
		return s
	}
	s.RollbackTargets = []evaluator.RevisionID{previous}
	return s
}

// hold gives one family in five a holder outside ECS, each time of another kind.
func (g generator) hold(region *evaluator.Region, i int) {
	if i%5 != 0 {
		return
	}
	t := evaluator.Target{Cluster: clusterName(i % clusters), Enabled: i%15 != 0, Revision: evaluator.RevisionID{Family: familyName(i)}}
	if i%2 == 0 {
		t.Revision.Revision = g.revisions
	}
	switch i / 5 % 4 {
	case 0:
		t.Name = "default/" + familyName(i)
		region.Rules = append(region.Rules, t)
	case 1:
		t.Name = "jobs/" + familyName(i)
		region.Schedules = append(region.Schedules, t)
	case 2:
		t.Name = familyName(i)
		region.Pipes = append(region.Pipes, t)
	case 3:
		t.Name = "workflow-" + familyName(i)
		region.StateMachines = append(region.StateMachines, t)
	}
}
