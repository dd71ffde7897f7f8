package modeltest_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

// TestImpactAgreesWithModel makes accounts and asks of every revision and family
// who holds it and when that would hurt.
func TestImpactAgreesWithModel(t *testing.T) {
	failed := 0
	whens := map[evaluator.Hurts]int{}
	for seed := *first; seed < *first+*cases && failed < shown; seed++ {
		d := dice{rand.New(rand.NewPCG(seed, 3))}
		region := d.region(regions[0])
		index := evaluator.NewIndex(region)
		for _, f := range region.Families {
			for n := range latest(f) + 1 { // 0 is the family
				ref := byFamily(f.Name)
				if n > 0 {
					ref = byNumber(f.Name, n)
				}
				i, err := impact.Of(index, ref)
				if err != nil {
					t.Fatalf("case %d: %s: %v", seed, ref.Raw, err)
				}
				got, want := heldNow(i, whens), modelHeld(region, f, n)
				if !slices.Equal(got, want) {
					failed++
					state := &evaluator.State{Source: "state.json", TakenAt: now.Add(-time.Minute), Regions: []*evaluator.Region{region}}
					t.Errorf("case %d: %s\n%s\ngot  %s\nwant %s", seed, ref.Raw, describe(t, trial{run: evaluator.Run{Now: now, State: state}}),
						strings.Join(got, "\n     "), strings.Join(want, "\n     "))
				}
			}
		}
	}
	for _, when := range []evaluator.Hurts{
		evaluator.HurtsAtTrigger, evaluator.HurtsWhenUsed, evaluator.HurtsAtDeployment, evaluator.HurtsAtRollback, evaluator.HurtsNever,
	} {
		if whens[when] < enough {
			t.Errorf("%q: got %d holders in %d cases, want at least %d", when, whens[when], *cases, enough)
		}
	}
}

// heldNow lists what an impact says.
func heldNow(i *impact.Impact, whens map[evaluator.Hurts]int) []string {
	lines := []string{}
	add := func(revision int, h evaluator.Holder) {
		whens[h.Hurts]++
		lines = append(lines, fmt.Sprintf("%d %s %s/%s %s: %s", revision, h.Kind, h.Cluster, h.Name, h.Via, h.Hurts))
	}
	for _, r := range i.Revisions {
		for _, h := range r.Holders {
			add(r.Number, h)
		}
	}
	for _, h := range i.Followers {
		add(0, h)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// modelHeld walks through the account. Of a whole family it is what stands on
// any of its revisions.
func modelHeld(r *evaluator.Region, f evaluator.Family, asked int) []string {
	lines := []string{}
	concerns := func(id evaluator.RevisionID) bool {
		return id.Family == f.Name && id.Revision != 0 && (asked == 0 || id.Revision == asked)
	}
	add := func(id evaluator.RevisionID, kind, cluster, name, via, when string) {
		lines = append(lines, fmt.Sprintf("%d %s %s/%s %s: %s", id.Revision, kind, cluster, name, via, when))
	}
	for _, s := range r.Services {
		for n := range latest(f) + 1 {
			if id := (evaluator.RevisionID{Family: f.Name, Revision: n}); concerns(id) && mayGoBackTo(r, s, id) {
				add(id, "service", s.Cluster, s.Name, "", "at a roll-back")
			}
		}
		for id, when := range modelNeeds(s) {
			if concerns(id) && !(when == "at a roll-back" && lost(r, s, id)) {
				add(id, "service", s.Cluster, s.Name, "", when)
			}
		}
	}
	for _, t := range r.Tasks {
		if concerns(t.Revision) {
			add(t.Revision, "tasks", t.Cluster, t.Service, "", "never")
		}
	}
	for _, s := range r.Stacks {
		if concerns(s.Revision) {
			add(s.Revision, "stack", "", s.Name, "", "never")
		}
	}
	left := slices.DeleteFunc(f.Active.Numbers(), func(n int) bool { return asked == 0 || n == asked })
	for kind, targets := range map[string][]evaluator.Target{"rule": r.Rules, "schedule": r.Schedules, "pipe": r.Pipes, "stateMachine": r.StateMachines} {
		for _, t := range targets {
			when := "at the next trigger"
			follows := t.Revision == evaluator.RevisionID{Family: f.Name}
			switch {
			case follows && len(left) > 0:
				when = "never"
			case !t.Enabled, t.Via != "":
				when = "if it is used again"
			}
			if follows || concerns(t.Revision) {
				add(t.Revision, kind, t.Cluster, t.Name, t.Via, when)
			}
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// modelNeeds says which revisions a service needs, and when it would miss each.
func modelNeeds(s evaluator.Service) map[evaluator.RevisionID]string {
	needs := map[evaluator.RevisionID]string{}
	switch s.Status {
	case evaluator.Draining:
		for _, id := range ran(s) {
			needs[id] = "never"
		}
		return needs
	case evaluator.Active:
	default:
		return needs
	}
	for _, id := range goesBackTo(s) {
		needs[id] = "at a roll-back"
	}
	for _, id := range ran(s) {
		needs[id] = "at the next deployment"
	}
	return needs
}
