package evaluator_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/policies"
)

// ofStack is an update to what a template registers, for which its stack holds a
// revision.
func ofStack(revision int) evaluator.Operation {
	op := operation(evaluator.UpdateService, "", prod, web)
	op.Origin = evaluator.FromTemplate
	op.Reference = reference.Reference{Kind: reference.Produced, Raw: "!Ref Task", Family: "web"}
	op.Held = evaluator.Held{Stack: "shop", RevisionID: evaluator.RevisionID{Family: "web", Revision: revision}}
	return op
}

// TestHeldByAStack: what ECS says now of the revision that a stack holds.
func TestHeldByAStack(t *testing.T) {
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		t.Fatal(err)
	}
	takenAt := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	unread := ofStack(40)
	unread.Held, unread.Unread = evaluator.Held{}, "the stack could not be read"
	for _, c := range []struct {
		name      string
		operation evaluator.Operation
		later     time.Duration
		families  bool
		want      string
	}{
		{"ACTIVE", ofStack(40), 0, true, "admitted, exit 0"},
		{"INACTIVE", ofStack(39), 0, true, "admitted, exit 0, ECS116 is a warning"},
		{"DELETE_IN_PROGRESS", ofStack(38), 0, true, "admitted, exit 0, ECS116 is a warning"},
		{"deleted", ofStack(37), 0, true, "admitted, exit 0, ECS116 is a warning"},
		{"deleted, from an old snapshot", ofStack(37), time.Hour, true, "admitted, exit 0, ECS116 is a warning"},
		{"newer than an old snapshot", ofStack(41), time.Hour, true, "admitted, exit 0, ECS116 is undecided"},
		{"not read", ofStack(39), 0, false, "admitted, exit 0, ECS116 is undecided"},
		{"the stack was not read", unread, 0, true, "undecided, exit 3, the stack could not be read"},
	} {
		region := &evaluator.Region{
			Partition: "aws", Account: "123456789012", Region: "eu-west-1", Coverage: map[evaluator.Kind]evaluator.Coverage{},
			Clusters: []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}},
			Services: []evaluator.Service{{Cluster: "prod", Name: "web", Status: evaluator.Active, DeploymentController: "ECS"}},
		}
		for _, kind := range evaluator.Kinds {
			region.Coverage[kind] = evaluator.Coverage{Complete: true}
		}
		if c.families {
			region.Families = []evaluator.Family{{Name: "web", Active: evaluator.RangesOf(40), Inactive: evaluator.RangesOf(39), DeleteInProgress: evaluator.RangesOf(38)}}
		} else {
			region.Coverage[evaluator.Families] = evaluator.Coverage{Reason: "denied"}
		}
		registers := evaluator.Operation{Action: evaluator.RegisterTaskDefinition, Origin: evaluator.FromTemplate, Reference: c.operation.Reference, File: "a"}
		c.operation.File = "b"
		report, err := core.Evaluate(t.Context(), evaluator.Change{Operations: []evaluator.Operation{registers, c.operation}}, evaluator.Run{
			State: &evaluator.State{Source: "shop.json", TakenAt: takenAt, Regions: []*evaluator.Region{region}}, Now: takenAt.Add(c.later),
		})
		if err != nil {
			t.Fatal(err)
		}
		op := report.Operations[1]
		got := fmt.Sprintf("%s, exit %d", op.Outcome, report.ExitCode)
		for _, v := range op.Violations {
			got += fmt.Sprintf(", %s is a %s", v.Rule, v.Severity)
		}
		for _, u := range op.Undecided {
			switch u.Rule {
			case "ECS116":
				got += ", ECS116 is undecided"
			case "":
				got += ", " + u.Reason
			}
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestNeedsOfWhatAStackHolds(t *testing.T) {
	op := ofStack(39)
	op.Held.Family = "old"
	families := needed(t, evaluator.Error, op)[0].Families
	i := slices.IndexFunc(families, func(f evaluator.FamilyNeed) bool { return f.Name == "old" })
	if i < 0 || !slices.Equal(families[i].Revisions, []int{39}) || families[i].Active {
		t.Errorf("got %+v, want old:39", families)
	}
}
