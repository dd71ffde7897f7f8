package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

// auditedStates are the accounts of fixtures/audit: what is said of NAME.json is
// in NAME.out. Of sound.json nothing is.
func auditedStates(t *testing.T) []string {
	t.Helper()
	states, err := filepath.Glob("fixtures/audit/*.json")
	if err != nil || len(states) == 0 {
		t.Fatalf("got %d states, %v", len(states), err)
	}
	return states
}

// soundState is the account that an audit has nothing to say of.
const soundState = "fixtures/audit/sound.json"

// auditReport is what the command says of a state.
func auditReport(t *testing.T, state string) *evaluator.Report {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args := []string{"ecsgate", "audit", "--format", "json", "--explain", "--now", fixtureTime, "--state", state}
	code := run(t.Context(), args, streams{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, now: time.Now})
	var report evaluator.Report
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatalf("%s: no report (exit %d): %v\n%s", state, code, err, stderr.String())
	}
	if code != report.ExitCode {
		t.Errorf("%s: got exit %d, the report says %d", state, code, report.ExitCode)
	}
	return &report
}

func TestAuditFixtures(t *testing.T) {
	t.Chdir("../..")
	for _, state := range auditedStates(t) {
		report := auditReport(t, state)
		if found := findings(report); state == soundState && (len(found) > 0 || report.Verdict != evaluator.VerdictAdmitted) {
			t.Errorf("%s: got %v and %v, want nothing", state, report.Verdict, found)
		}
		golden(t, strings.TrimSuffix(state, ".json")+".out", auditLines(report))
	}
}

// auditLines is lines with what an audit could not look at as a whole.
func auditLines(report *evaluator.Report) string {
	text := lines(report)
	for _, u := range report.Change.Undecided {
		text += "undecided (" + string(u.Severity) + "): " + u.Reason + "\n"
	}
	return text
}

// TestAuditWithoutAKindIsNeverSilent takes each kind of knowledge away: whatever
// was said before must still be said, or the audit must say what it lacks.
func TestAuditWithoutAKindIsNeverSilent(t *testing.T) {
	t.Chdir("../..")
	core, err := loadPolicies(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	now, err := time.Parse(time.RFC3339, fixtureTime)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range auditedStates(t) {
		state, err := readStates([]string{name})
		if err != nil {
			t.Fatal(err)
		}
		before := auditRules(t, core, state, now)
		for _, kind := range audited() {
			after := auditRules(t, core, without(t, state, kind), now)
			for rule := range before {
				if !after[rule] && !after["unread "+string(kind)] {
					t.Errorf("%s: without %s, %s is silent", name, kind, rule)
				}
			}
		}
	}
}

// auditRules lists the rules that speak or are undecided, and the kinds that are
// said not to have been read.
func auditRules(t *testing.T, core *evaluator.Evaluator, state *evaluator.State, now time.Time) map[string]bool {
	t.Helper()
	report, err := core.Evaluate(t.Context(), impact.Audit(state), evaluator.Run{State: state, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, v := range findings(report) {
		said[v.Rule] = true
	}
	for _, op := range report.Operations {
		for _, u := range op.Undecided {
			said[u.Rule] = true
		}
	}
	for _, u := range report.Change.Undecided {
		kind, _, _ := strings.Cut(u.Reason, " ")
		said["unread "+kind] = true
	}
	return said
}
