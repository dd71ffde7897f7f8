package ecstest_test

import (
	"bytes"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// TestFromState reads each fixture back through the APIs, page by page, and
// wants the same snapshot again, byte by byte.
func TestFromState(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"shop.json", "two-regions.json", "incomplete.json", "empty.json"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := read(t, name)
			server := start(t, ecstest.FromState(state))
			server.PageSize(3)
			again := &evaluator.State{TakenAt: state.TakenAt}
			for _, known := range state.Regions {
				again.Regions = append(again.Regions, readBack(t, server, known))
			}
			got, want := written(t, again), written(t, read(t, name))
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func written(t *testing.T, state *evaluator.State) string {
	t.Helper()
	var b bytes.Buffer
	if err := snapshot.Write(&b, state); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFromStateLeavesTheStateAlone: what happens in the account is not written
// into the state that it was made of.
func TestFromStateLeavesTheStateAlone(t *testing.T) {
	t.Parallel()
	state := read(t, "shop.json")
	api := client(start(t, ecstest.FromState(state)))
	changeEverything(t, api)
	if got, want := written(t, state), written(t, read(t, "shop.json")); got != want {
		t.Errorf("the state has become:\n%s", got)
	}
}

// TestMissing: what is known not to exist is not there.
func TestMissing(t *testing.T) {
	t.Parallel()
	account := ecstest.FromState(&evaluator.State{Regions: []*evaluator.Region{
		{
			Partition: "aws-cn", Account: "123456789012", Region: "cn-north-1",
			Families: []evaluator.Family{{Name: "never"}},
			Clusters: []evaluator.Cluster{{Name: "prod", Status: evaluator.Missing}},
			Services: []evaluator.Service{{Cluster: "prod", Name: "web", Status: evaluator.Missing}},
			Rules: []evaluator.Target{
				{Name: "nightly", Revision: revision("web", 1), Enabled: true},
				{Name: "partner/of/ours/nightly/2", Revision: revision("web", 2)},
				{Name: "partner/of/ours/nightly/x", Revision: revision("web", 0)},
			},
		},
		{Partition: "aws-cn", Account: "999999999999", Region: "cn-northwest-1"},
	}})
	if len(account.Regions) != 1 || account.Partition != "aws-cn" {
		t.Fatalf("Regions %v in %s", account.Regions, account.Partition)
	}
	region := account.Regions["cn-north-1"]
	if len(region.Clusters)+len(region.Services) != 0 {
		t.Errorf("clusters %v and services %v", region.Clusters, region.Services)
	}
	if len(region.Rules) != 2 {
		t.Fatalf("rules = %v", region.Rules)
	}
	first, second := region.Rules[0], region.Rules[1]
	if first.Bus != "default" || first.State != "ENABLED" || first.Targets[0].ID != "1" {
		t.Errorf("rule = %v", first)
	}
	if second.Bus != "partner/of/ours" || second.State != "DISABLED" || len(second.Targets) != 2 || second.Targets[1].ID != "x" {
		t.Errorf("rule = %v", second)
	}
	// Any cluster will do, and there is none.
	if got, want := first.Targets[0].ARN, "arn:aws-cn:ecs:cn-north-1:123456789012:cluster/default"; got != want {
		t.Errorf("target %s, want %s", got, want)
	}
	if got, want := second.Targets[1].TaskDefinition, "arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/web"; got != want {
		t.Errorf("reference %s, want the family", got)
	}
}
