package live_test

import (
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// wholeRegion has something of everything: to read all of it takes every action
// that this room calls.
func wholeRegion(t *testing.T) ecstest.Region {
	t.Helper()
	region := everything()
	region.Families = []evaluator.Family{{
		Name: "web", Active: ranges(t, "5-9"), Inactive: ranges(t, "1-3"), DeleteInProgress: ranges(t, "4"),
		DeregisteredAt: map[int]time.Time{1: at(t, "2026-01-01T00:00:00Z")},
		RegisteredAt:   map[int]time.Time{1: at(t, "2022-06-01T00:00:00Z"), 9: at(t, "2026-11-01T00:00:00Z")},
	}}
	region.Clusters = []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}, {Name: "staging", Status: evaluator.Active}}
	pending := changed(rolling(), func(s *evaluator.Service) { s.Cluster, s.Name = "staging", "pending" })
	region.Services = []evaluator.Service{rolling(), pending, {
		Cluster: "prod", Name: "external", Status: evaluator.Active, DeploymentController: "EXTERNAL",
		TaskSets: []evaluator.TaskSet{{ID: "1", Status: "PRIMARY", Revision: id("web", 7)}},
	}, blue()}
	region.Applications = []ecstest.Application{deploying("prod", "blue", rollout(t, 1, 9), rollout(t, 2, 1))}
	region.ServiceDeployments = []ecstest.ServiceDeployment{
		deployed(t, "IN_PROGRESS", 1, 9, 8), deployed(t, "SUCCESSFUL", 2, 8, 1), deployed(t, "SUCCESSFUL", 3, 1),
		{Cluster: "staging", Service: "pending", Status: "PENDING", CreatedAt: at(t, clock), Target: id("web", 9), Sources: revisions(8)},
	}
	region.Tasks = []evaluator.Tasks{running("prod", "", "web", 1, 1), running("prod", "web", "web", 9, 2)}
	region.Stacks = append(region.Stacks, ecstest.Stack{Name: "shop", Status: complete, Resources: shopResources()})
	return region
}

// wholeRetirement needs all there is to know of a revision before it goes.
func wholeRetirement() evaluator.Need {
	return needOf(func(n *evaluator.Need) {
		n.Families = []evaluator.FamilyNeed{{Name: "web", Revisions: []int{1}, Active: true, RegisteredAt: true}}
		n.Holders = append(holderKinds(), evaluator.Services, evaluator.RollbackTargets, evaluator.RunningTasks)
		n.Retired = revisions(1)
	})
}
