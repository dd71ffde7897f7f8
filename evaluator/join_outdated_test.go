package evaluator_test

import (
	"slices"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/policies"
)

// TestMissingInAnOldSnapshot: what an old snapshot has not is named. It is not said
// to be newer, because it may as well be misspelt.
func TestMissingInAnOldSnapshot(t *testing.T) {
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		t.Fatal(err)
	}
	const old = "the snapshot, which is 3 days old"
	const either = ": misspelt, or newer than it (--strict makes this exit code 3)"
	run := func(text string) evaluator.Operation { return operation(evaluator.RunTask, text, prod) }
	registers := evaluator.Operation{Action: evaluator.RegisterTaskDefinition, Reference: reference.Reference{Kind: reference.Produced, Family: "web"}, File: "a"}
	update := operation(evaluator.UpdateService, "web:40", prod, evaluator.ServiceClaim("service", "wbe"))
	for _, c := range []struct {
		name       string
		operations []evaluator.Operation
		want       string
	}{
		{"a service", []evaluator.Operation{update}, `service "wbe" of cluster prod is not in ` + old + either},
		{"a family", []evaluator.Operation{run("wbe")}, `family "wbe" is not in ` + old + either},
		{"a family that has nothing ACTIVE", []evaluator.Operation{run("past")},
			`family "past" has no ACTIVE revision in ` + old + ": somebody may have registered one since (--strict makes this exit code 3)"},
		{"a revision", []evaluator.Operation{run("web:54")}, "web:54 is not in " + old + " and whose newest is web:40" + either},
		{"a revision beside one that is registered", []evaluator.Operation{registers, run("web:54")},
			"web:54 is not in " + old + " and whose newest is, with what this change registers, web:41" + either},
		{"a revision of no family", []evaluator.Operation{run("wbe:1")}, `wbe:1 is not in ` + old + ` and has no family "wbe"` + either},
		{"what a stack holds", []evaluator.Operation{registers, ofStack(44)}, "web:44, which stack shop holds, is not in " + old},
	} {
		region := &evaluator.Region{
			Partition: "aws", Account: "123456789012", Region: "eu-west-1", Coverage: map[evaluator.Kind]evaluator.Coverage{},
			Clusters: []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}},
			Families: []evaluator.Family{{Name: "web", Active: evaluator.RangesOf(40)}, {Name: "past", Inactive: evaluator.RangesOf(1)}},
		}
		for _, kind := range evaluator.Kinds {
			region.Coverage[kind] = evaluator.Coverage{Complete: true}
		}
		c.operations[len(c.operations)-1].File = "b"
		takenAt := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
		report, err := core.Evaluate(t.Context(), evaluator.Change{Operations: c.operations}, evaluator.Run{
			State: &evaluator.State{Source: "shop.json", TakenAt: takenAt, Regions: []*evaluator.Region{region}}, Now: takenAt.Add(73 * time.Hour),
		})
		if err != nil {
			t.Fatal(err)
		}
		undecided := report.Operations[len(c.operations)-1].Undecided
		if !slices.ContainsFunc(undecided, func(u evaluator.Undecided) bool { return u.Reason == c.want && u.ByChoice }) {
			t.Errorf("%s: got %+v, want %s", c.name, undecided, c.want)
		}
		if report.ExitCode != 0 {
			t.Errorf("%s: got exit %d, want 0", c.name, report.ExitCode)
		}
	}
}
