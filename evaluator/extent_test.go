package evaluator_test

import (
	"slices"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/policies"
)

// A family that was read in part says what was read, and nothing of the rest.
func TestExtent(t *testing.T) {
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		t.Fatal(err)
	}
	newest := evaluator.Family{Name: "web", Extent: evaluator.NewestOnly, Active: evaluator.RangesOf(100, 101), Inactive: evaluator.RangesOf(99), Absent: evaluator.RangesOf(7)}
	whole, allActive, asked := newest, newest, newest
	whole.Extent, allActive.Extent, asked.Extent = evaluator.WholeFamily, evaluator.AllActive, evaluator.AskedOnly
	for _, c := range []struct {
		name   string
		family evaluator.Family
		action evaluator.Action
		ref    string
		rule   string // of the violation; "" for none
		code   int
	}{
		{"what was read", newest, evaluator.RunTask, "web:100", "", 0},
		{"and is INACTIVE", newest, evaluator.RunTask, "web:99", "ECS101", 1},
		{"asked for and not there", newest, evaluator.RunTask, "web:7", "ECS106", 1},
		{"never registered", newest, evaluator.RunTask, "web:102", "ECS106", 1},
		{"older than what was read", newest, evaluator.RunTask, "web:8", "", 3},
		{"older, of a whole family", whole, evaluator.RunTask, "web:8", "ECS106", 1},
		{"by family", newest, evaluator.RunTask, "web", "", 0},
		{"by family, of which single revisions were read", asked, evaluator.RunTask, "web", "", 3},
		{"newer than single revisions", asked, evaluator.RunTask, "web:102", "", 3},
		{"retired, some ACTIVE ones not read", newest, evaluator.DeregisterTaskDefinition, "web:100", "", 3},
		{"retired, all ACTIVE ones read", allActive, evaluator.DeregisterTaskDefinition, "web:101", "ECS305", 0},
	} {
		region := &evaluator.Region{
			Partition: "aws", Account: "123456789012", Region: "eu-west-1", Families: []evaluator.Family{c.family},
			Clusters: []evaluator.Cluster{{Name: "default", Status: evaluator.Active}}, Coverage: map[evaluator.Kind]evaluator.Coverage{},
		}
		for _, kind := range evaluator.Kinds {
			region.Coverage[kind] = evaluator.Coverage{Complete: true}
		}
		region.Coverage[evaluator.Families] = evaluator.Coverage{Reason: "only what the change names was read"}
		now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
		report, err := core.Evaluate(t.Context(), evaluator.Change{Operations: []evaluator.Operation{operation(c.action, c.ref)}}, evaluator.Run{
			State: &evaluator.State{Source: evaluator.LiveSource, TakenAt: now, Regions: []*evaluator.Region{region}}, Now: now,
		})
		if err != nil {
			t.Fatal(err)
		}
		op := report.Operations[0]
		spoke := slices.ContainsFunc(op.Violations, func(v evaluator.Violation) bool { return v.Rule == c.rule })
		if report.ExitCode != c.code || spoke != (c.rule != "") {
			t.Errorf("%s: got exit %d with %v, want exit %d with %q (undecided %v)", c.name, report.ExitCode, op.Violations, c.code, c.rule, op.Undecided)
		}
	}
}
