package evaluator

import (
	"testing"
	"time"
)

func TestSettingSeverity(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	tomorrow, today := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name                 string
		setting              Setting
		found, gravest, want Severity
	}{
		{"nothing set", Setting{}, Warning, Error, Warning},
		{"lowered", Setting{Severity: Warning}, Error, Error, Warning},
		{"lowered below what is less grave", Setting{Severity: Info}, Warning, Error, Info},
		{"lowered not so far", Setting{Severity: Warning}, Info, Error, Info},
		{"raised", Setting{Severity: Error}, Warning, Warning, Error},
		{"raised, what is less grave stays", Setting{Severity: Error}, Info, Warning, Info},
		{"as it is", Setting{Severity: Error}, Warning, Error, Warning},
		{"put off", Setting{From: tomorrow}, Error, Error, Warning},
		{"put off no longer", Setting{From: today}, Error, Error, Error},
		{"put off, but no error", Setting{From: tomorrow}, Info, Info, Info},
		{"raised from tomorrow", Setting{Severity: Error, From: tomorrow}, Info, Info, Warning},
	} {
		if got := test.setting.severity(test.found, test.gravest, now); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// TestOffIsNotAsked: nothing is listed for a rule that nobody hears.
func TestOffIsNotAsked(t *testing.T) {
	t.Parallel()
	rule := &Rule{ID: "ACME1", Severity: Error, Needs: []string{unitRevision, unitSchedules}}
	run := &Run{Rules: map[string]Setting{"ACME1": {Off: true}}}
	got := rule.asks(&Operation{Action: DeregisterTaskDefinition}, run.gravest(rule), Error)
	if len(got) != 1 || got[0] != unitRevision {
		t.Errorf("got %q, want the revision only", got)
	}
}
