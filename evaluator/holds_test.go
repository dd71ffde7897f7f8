package evaluator

import (
	"slices"
	"testing"
)

func web(n int) RevisionID { return RevisionID{"web", n} }

func TestHolds(t *testing.T) {
	t.Parallel()
	deployment := func(state string, n int) Deployment { return Deployment{"ACTIVE", state, web(n)} }
	taskSet := func(status string, n int) TaskSet { return TaskSet{"ts", status, web(n)} }
	tests := []struct {
		name    string
		service Service
		want    []held
	}{
		{"steady", Service{Status: Active, Revision: web(41), Deployments: []Deployment{deployment("COMPLETED", 41)}},
			[]held{{web(41), HoldCurrent}}},
		{"steady with a target", Service{Status: Active, Revision: web(41), RollbackTargets: []RevisionID{web(41), web(40), web(39)}},
			[]held{{web(41), HoldCurrent}, {web(40), HoldRollback}}},
		{"rolling", Service{Status: Active, Revision: web(41), Deployments: []Deployment{deployment("IN_PROGRESS", 41), deployment("COMPLETED", 40)}, RollbackTargets: []RevisionID{web(39)}},
			[]held{{web(41), HoldDeployment}, {web(40), HoldDeployment}, {web(39), HoldRollback}}},
		{"rolling from a drained revision", Service{Status: Active, Revision: web(41), Deployments: []Deployment{deployment("IN_PROGRESS", 41)}, Sources: []RevisionID{web(40), web(41)}},
			[]held{{web(41), HoldDeployment}, {web(40), HoldSource}}},
		{"two deployments without a state", Service{Status: Active, Revision: web(41), Deployments: []Deployment{deployment("", 41), deployment("", 40)}},
			[]held{{web(41), HoldDeployment}, {web(40), HoldDeployment}}},
		{"one deployment without a state", Service{Status: Active, Revision: web(41), Deployments: []Deployment{deployment("", 41)}},
			[]held{{web(41), HoldCurrent}}},
		{"one failed deployment", Service{Status: Active, Revision: web(41), Deployments: []Deployment{deployment("FAILED", 41)}},
			[]held{{web(41), HoldCurrent}}},
		{"two task sets", Service{Status: Active, Revision: web(41), TaskSets: []TaskSet{taskSet("PRIMARY", 41), taskSet("DRAINING", 40)}},
			[]held{{web(41), HoldTaskSet}, {web(40), HoldTaskSet}}},
		{"EXTERNAL, steady", Service{Status: Active, TaskSets: []TaskSet{taskSet("PRIMARY", 41)}, RollbackTargets: []RevisionID{web(41)}},
			[]held{{web(41), HoldCurrent}}},
		{"EXTERNAL, its first task set", Service{Status: Active, TaskSets: []TaskSet{taskSet("ACTIVE", 41)}},
			[]held{{web(41), HoldTaskSet}}},
		{"draining", Service{Status: Draining, Revision: web(41), Deployments: []Deployment{deployment("IN_PROGRESS", 40)}, RollbackTargets: []RevisionID{web(39)}},
			[]held{{web(41), HoldDraining}, {web(40), HoldDraining}}},
		{"inactive", Service{Status: Inactive, Revision: web(41)}, nil},
		{"scaled to nothing", Service{Status: Active, DesiredCount: 0, Revision: web(41)}, []held{{web(41), HoldCurrent}}},
	}
	for _, test := range tests {
		if got := test.service.holds(); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}
