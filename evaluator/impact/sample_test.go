package impact_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// looked is when the tests look at states, takenAt when these were read.
var (
	takenAt = time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)
	looked  = takenAt.Add(3 * time.Hour)
)

// shop is the state of the fixtures.
func shop(t testing.TB) *evaluator.Index {
	t.Helper()
	const file = "../../fixtures/state/shop.json"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	state, err := snapshot.Read(data, file)
	if err != nil {
		t.Fatal(err)
	}
	return evaluator.NewIndex(state.Regions[0])
}

// crowdFamily is a family that 200 things of all kinds hold.
const crowdFamily = "checkout"

// crowd makes a Region with it. Not everything of it could be looked through.
func crowd() *evaluator.Region {
	on := func(revision int) evaluator.RevisionID {
		return evaluator.RevisionID{Family: crowdFamily, Revision: revision}
	}
	r := emptyRegion()
	r.Coverage[evaluator.Pipes] = evaluator.Coverage{Reason: "AccessDeniedException: pipes:ListPipes is not allowed"}
	r.Families = []evaluator.Family{{
		Name: crowdFamily, Active: evaluator.Ranges{{First: 240, Last: 240}, {First: 290, Last: 300}},
		Inactive: evaluator.Ranges{{First: 1, Last: 239}, {First: 242, Last: 289}}, DeleteInProgress: evaluator.RangesOf(241),
	}}
	for n := range 50 {
		r.Services = append(r.Services, evaluator.Service{
			Cluster: fmt.Sprintf("tenants-%02d", n%7), Name: fmt.Sprintf("checkout-tenant-%03d", n), Status: evaluator.Active,
			DeploymentController: "ECS", DesiredCount: 2, Revision: on(300), RollbackTargets: []evaluator.RevisionID{on(299 - n%2)},
		})
	}
	for n := range 60 {
		r.Schedules = append(r.Schedules, evaluator.Target{Name: fmt.Sprintf("settlement/tenant-%03d-nightly-settlement-of-card-payments", n), Revision: on(240), Enabled: n%5 != 0})
	}
	for n := range 24 {
		r.Rules = append(r.Rules, evaluator.Target{Name: fmt.Sprintf("default/checkout-reconcile-%02d/run-task", n), Revision: on(0), Enabled: n != 7})
	}
	for n := range 10 {
		r.StateMachines = append(r.StateMachines, evaluator.Target{Name: fmt.Sprintf("refund-%d", n/2), Revision: on(241), Enabled: true, Via: []string{"", "version 3"}[n%2]})
	}
	r.Tasks = []evaluator.Tasks{{Cluster: "batch", Revision: on(288), Count: 12}, {Cluster: "batch", Revision: on(300), Count: 1}}
	for n := range 4 {
		r.Stacks = append(r.Stacks, evaluator.Stack{Name: fmt.Sprintf("ECS-Console-V2-TaskDefinition-%08d", n), Revision: on(290 + n)})
	}
	r.Computed = []evaluator.Computed{
		{Kind: evaluator.StateMachineHolder, Name: "dispatch", Expression: "$.taskDefinition"},
		{Kind: evaluator.RuleHolder, Name: "default/on-demand/run", Expression: "input transformer <family>"},
	}
	return r
}

// emptyRegion is one that was read completely.
func emptyRegion() *evaluator.Region {
	r := &evaluator.Region{Partition: "aws", Account: "123456789012", Region: "eu-west-1", Coverage: map[evaluator.Kind]evaluator.Coverage{}}
	for _, kind := range evaluator.Kinds {
		r.Coverage[kind] = evaluator.Coverage{Complete: true}
	}
	return r
}

func of(t testing.TB, index *evaluator.Index, names ...string) []*impact.Impact {
	t.Helper()
	var list []*impact.Impact
	for _, name := range names {
		i, err := impact.Of(index, reference.Parse(name))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, i)
	}
	return list
}

func options() impact.RenderOptions {
	return impact.RenderOptions{Now: looked, Source: "fixtures/state/shop.json", TakenAt: takenAt}
}

func write(t testing.TB, format string, impacts []*impact.Impact, options impact.RenderOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := impact.Write(&b, format, impacts, options); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
