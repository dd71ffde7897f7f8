package report_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// TestUnlooked: of a run without state each operation is counted once, and the
// change as a whole is none.
func TestUnlooked(t *testing.T) {
	blind := []evaluator.Undecided{
		{Rule: "ECS301", Reason: "no state was given", Severity: evaluator.Error, ByChoice: true},
		{Rule: "ECS312", Reason: "no state was given", Severity: evaluator.Error, ByChoice: true},
	}
	for _, test := range []struct {
		name          string
		operations    int
		change        []evaluator.Undecided
		where, beside string
	}{
		{"operations", 2, nil, "2 operations", "2 undecided operations"},
		{"operations and the change", 1, blind[1:], "1 operation and the change as a whole", "1 undecided operation, 1 rule undecided on the change as a whole"},
		{"the change", 0, blind, "the change as a whole", "2 rules undecided on the change as a whole"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := &evaluator.Report{State: evaluator.StateReport{Source: evaluator.OfflineSource}, Change: evaluator.ChangeReport{Undecided: test.change}}
			for range test.operations {
				r.Operations = append(r.Operations, evaluator.OperationReport{Action: evaluator.RunTask, File: "a.json", Undecided: blind[:1]})
			}
			r.Conclude(evaluator.Error, false)
			text := string(write(t, "text", r, report.Options{}))
			for _, want := range []string{"undecided by choice in " + test.where + ": no state was given", "\n" + test.beside + "\n"} {
				if !strings.Contains(text, want) {
					t.Errorf("got\n%s\nwant %q in it", text, want)
				}
			}
			if table := string(write(t, "table", r, report.Options{Width: 200})); !strings.Contains(table, "("+test.where+")") {
				t.Errorf("got\n%s\nwant (%s) in it", table, test.where)
			}
		})
	}
}
