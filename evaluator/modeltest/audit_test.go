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

// TestAuditAgreesWithModel makes accounts and compares what an audit finds with
// what a plain walk through the account does.
func TestAuditAgreesWithModel(t *testing.T) {
	e := bundled(t)
	failed := 0
	seen := map[string]int{}
	for seed := *first; seed < *first+*cases && failed < shown; seed++ {
		d := dice{rand.New(rand.NewPCG(seed, 2))}
		state := &evaluator.State{Source: "state.json", TakenAt: now.Add(-time.Minute), Regions: []*evaluator.Region{d.region(regions[0])}}
		run := evaluator.Run{Now: now, State: state}
		report, err := e.Evaluate(t.Context(), impact.Audit(state), run)
		if err != nil {
			t.Fatalf("case %d: %v", seed, err)
		}
		got, want := auditFound(report), auditModel(state.Regions[0])
		for _, line := range want {
			seen[strings.Fields(line)[0]]++
		}
		if !slices.Equal(got, want) {
			failed++
			t.Errorf("case %d:\n%s\ngot  %s\nwant %s", seed, describe(t, trial{run: run}), strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
		if complete := fullyCovered(state.Regions[0]); complete == (report.ExitCode == 3) && report.ExitCode != 1 {
			failed++
			t.Errorf("case %d: exit code %d, everything read %t", seed, report.ExitCode, complete)
		}
	}
	for _, rule := range []string{"ECS106", "ECS107", "ECS201", "ECS202", "ECS501", "ECS502", "ECS503", "ECS504"} {
		if seen[rule] < enough {
			t.Errorf("%s: got %d findings in %d cases, want at least %d", rule, seen[rule], *cases, enough)
		}
	}
}

// auditFound lists the findings as "rule severity what".
func auditFound(report *evaluator.Report) []string {
	var found []string
	for _, op := range report.Operations {
		for _, v := range op.Violations {
			found = append(found, fmt.Sprintf("%s %s %s", v.Rule, v.Severity, op.Path))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// fullyCovered reports whether every kind was read whose lack can hide an error.
func fullyCovered(r *evaluator.Region) bool {
	for _, kind := range []evaluator.Kind{evaluator.Families, evaluator.Clusters, evaluator.Services, evaluator.Rules, evaluator.Schedules, evaluator.Pipes, evaluator.StateMachines} {
		if !covered(r, kind) {
			return false
		}
	}
	return true
}

// auditModel walks through the account.
func auditModel(r *evaluator.Region) []string {
	found := []string{}
	say := func(rule string, severity evaluator.Severity, what string) {
		found = append(found, fmt.Sprintf("%s %s %s", rule, severity, what))
	}
	if !covered(r, evaluator.Families) {
		return clusterFindings(r, nil, say, &found)
	}
	for _, s := range r.Services {
		if s.Status != evaluator.Active {
			continue
		}
		what := "service " + s.Cluster + "/" + s.Name
		// A deployment that failed and another that still stands: either may go on.
		rolling := unfinished(s) || len(s.Deployments) > 1
		running := ran(s)
		if !rolling {
			running = []evaluator.RevisionID{current(s)}
		}
		for _, id := range running {
			if id.Family != "" && statusIn(r, id) != evaluator.Active {
				say("ECS501", evaluator.Warning, what)
			}
		}
		back := goesBackTo(s)
		for _, id := range back {
			if id.Family != "" && statusIn(r, id) != evaluator.Active && !slices.Contains(running, id) {
				say("ECS502", evaluator.Warning, what)
			}
		}
	}
	for _, f := range r.Families {
		for _, n := range f.DeleteInProgress.Numbers() {
			if id := (evaluator.RevisionID{Family: f.Name, Revision: n}); inUse(r, id) {
				say("ECS504", evaluator.Info, "revision "+byNumber(f.Name, n).Raw)
			}
		}
	}
	for _, s := range r.Stacks {
		if statusIn(r, s.Revision) != evaluator.Active {
			say("ECS503", evaluator.Info, "stack "+s.Name)
		}
	}
	return clusterFindings(r, func(t evaluator.Target, kind, what string) { storedFinding(r, t, kind, what, say) }, say, &found)
}

// clusterFindings goes through what is stored: what it names, and where it is
// to run.
func clusterFindings(r *evaluator.Region, each func(evaluator.Target, string, string), say func(string, evaluator.Severity, string), found *[]string) []string {
	for kind, targets := range map[string][]evaluator.Target{"rule": r.Rules, "schedule": r.Schedules, "pipe": r.Pipes, "state machine": r.StateMachines} {
		for _, t := range targets {
			what := kind + " " + t.Name
			if t.Via != "" {
				what += " (" + t.Via + ")"
			}
			if each != nil {
				each(t, kind, what)
			}
			is := func(c evaluator.Cluster) bool { return c.Name == t.Cluster && c.Status == evaluator.Active }
			if t.Cluster != "" && covered(r, evaluator.Clusters) && !slices.ContainsFunc(r.Clusters, is) {
				say("ECS114", severityIf(t.Enabled && t.Via == "", evaluator.Error, evaluator.Warning), what)
			}
		}
	}
	slices.Sort(*found)
	return slices.Compact(*found)
}

func storedFinding(r *evaluator.Region, t evaluator.Target, kind, what string, say func(string, evaluator.Severity, string)) {
	idle := !t.Enabled || t.Via != ""
	switch {
	case t.Revision.Revision == 0:
		if family(r, t.Revision.Family).Active.Max() == 0 {
			say("ECS107", severityIf(!idle, evaluator.Error, evaluator.Warning), what)
		}
	case statusIn(r, t.Revision) == evaluator.Missing:
		say("ECS106", severityIf(!idle, evaluator.Error, evaluator.Warning), what)
	case statusIn(r, t.Revision) != evaluator.Active && kind == "state machine":
		say("ECS202", severityIf(!idle, evaluator.Error, evaluator.Warning), what)
	case statusIn(r, t.Revision) != evaluator.Active:
		say("ECS201", severityIf(!idle, evaluator.Error, evaluator.Warning), what)
	}
}

// goesBackTo lists what a service returns to: the last successful revision, and
// where a deployment under way came from.
func goesBackTo(s evaluator.Service) []evaluator.RevisionID {
	back := []evaluator.RevisionID{rollbackTarget(s)}
	if unfinished(s) || len(s.Deployments) > 1 {
		back = append(back, s.Sources...)
	}
	return back
}

// inUse reports whether something runs the revision.
func inUse(r *evaluator.Region, id evaluator.RevisionID) bool {
	for _, t := range r.Tasks {
		if t.Revision == id {
			return true
		}
	}
	for _, s := range r.Services {
		if s.Status != evaluator.Inactive && slices.Contains(ran(s), id) {
			return true
		}
	}
	return false
}

func statusIn(r *evaluator.Region, id evaluator.RevisionID) evaluator.Status {
	f := family(r, id.Family)
	for status, numbers := range map[evaluator.Status]evaluator.Ranges{
		evaluator.Active: f.Active, evaluator.Inactive: f.Inactive, evaluator.DeleteInProgress: f.DeleteInProgress,
	} {
		if numbers.Has(id.Revision) {
			return status
		}
	}
	return evaluator.Missing
}
