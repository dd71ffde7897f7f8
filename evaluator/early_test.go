package evaluator_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/policies"
)

// TestEarlyRetirement: a plan deregisters web:41 before it registers web:42. That
// is said only where somebody may feel it.
func TestEarlyRetirement(t *testing.T) {
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		t.Fatal(err)
	}
	const early = "web:41 goes before web:42 comes"
	retire := operation(evaluator.DeregisterTaskDefinition, "web:41")
	retire.Origin, retire.Early = evaluator.FromPlan, &evaluator.Note{Message: early}
	other := operation(evaluator.DeregisterTaskDefinition, "web:40")
	named := evaluator.Target{Name: "default/warmup", Revision: evaluator.RevisionID{Family: "web"}, Enabled: true}
	disabled, pinned := named, named
	disabled.Enabled, pinned.Revision.Revision = false, 7
	for _, c := range []struct {
		name     string
		active   []int
		schedule *evaluator.Target
		unread   evaluator.Kind
		also     []evaluator.Operation
		want     string
	}{
		{name: "nothing names the family", active: []int{41}},
		{name: "a schedule names it", active: []int{41}, schedule: &named, want: early + `; "web" is named by schedule "default/warmup"`},
		{name: "a disabled one does", active: []int{41}, schedule: &disabled},
		{name: "one names a number", active: []int{41}, schedule: &pinned},
		{name: "another revision stays ACTIVE", active: []int{40, 41}, schedule: &named},
		{name: "the other one goes, too", active: []int{40, 41}, schedule: &named, also: []evaluator.Operation{other}, want: early + `; "web" is named by schedule "default/warmup"`},
		{name: "schedules were not read", active: []int{41}, unread: evaluator.Schedules, want: early},
	} {
		region := &evaluator.Region{
			Partition: "aws", Account: "123456789012", Region: "eu-west-1", Coverage: map[evaluator.Kind]evaluator.Coverage{},
			Families: []evaluator.Family{{Name: "web", Active: evaluator.RangesOf(c.active...)}},
		}
		for _, kind := range evaluator.Kinds {
			region.Coverage[kind] = evaluator.Coverage{Complete: kind != c.unread}
		}
		if c.schedule != nil {
			region.Schedules = []evaluator.Target{*c.schedule}
		}
		now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
		state := &evaluator.State{Source: evaluator.LiveSource, TakenAt: now, Regions: []*evaluator.Region{region}}
		if got := earlyNote(t, core, evaluator.Run{State: state, Now: now}, append(c.also, retire)...); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if got := earlyNote(t, core, evaluator.Run{}, retire); got != early {
		t.Errorf("offline: got %q, want %q", got, early)
	}
}

// earlyNote judges operations and returns what is said of the early one.
func earlyNote(t *testing.T, core *evaluator.Evaluator, run evaluator.Run, operations ...evaluator.Operation) string {
	t.Helper()
	report, err := core.Evaluate(t.Context(), evaluator.Change{Operations: operations}, run)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(report.Notes, func(n evaluator.Note) bool { return strings.HasPrefix(n.Message, "web:41") })
	if i < 0 {
		return ""
	}
	return report.Notes[i].Message
}
