package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
)

const lifecycleTable = "fixtures/lifecycle/operations.tsv"

// lifecycleCell says what a row of the table is about: an operation, what it
// meets, and how it names the task definition.
type lifecycleCell struct{ operation, situation, form string }

// lifecycleRow is a row of the table; fixtures/lifecycle/README.md explains the
// columns.
type lifecycleRow struct {
	lifecycleCell
	request, beside, verdict, outcome, confidence, source string
}

func lifecycleRows(t *testing.T) []lifecycleRow {
	t.Helper()
	text, err := os.ReadFile(lifecycleTable)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	want := "operation\tsituation\tform\trequest\tbeside\tverdict\toutcome\tconfidence\tsource"
	if lines[0] != want {
		t.Fatalf("got the columns %q, want %q", lines[0], want)
	}
	var rows []lifecycleRow
	for i, line := range lines[1:] {
		c := strings.Split(line, "\t")
		if len(c) != 9 || slices.Contains(c, "") {
			t.Fatalf("%s:%d: got %q, want 9 columns, none of them empty", lifecycleTable, i+2, c)
		}
		rows = append(rows, lifecycleRow{lifecycleCell{c[0], c[1], c[2]}, c[3], c[4], c[5], c[6], c[7], c[8]})
	}
	return rows
}

// TestLifecycle judges every row of the table by itself.
func TestLifecycle(t *testing.T) {
	t.Chdir("../..")
	core, err := loadPolicies(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range lifecycleRows(t) {
		t.Run(row.operation+"/"+row.situation+"/"+row.form, func(t *testing.T) {
			report := row.check(t, core)
			if got := verdict(report); got != row.verdict {
				t.Errorf("got %s, want %s\n%s", got, row.verdict, lines(report))
			}
			if want := row.exitCode(); report.ExitCode != want {
				t.Errorf("got exit %d, want %d", report.ExitCode, want)
			}
			row.checkOutcome(t, report)
		})
	}
}

var capital = regexp.MustCompile(`\B[A-Z]`)

// requestFile writes a request into a file whose name tells the operation.
func requestFile(t *testing.T, directory, operation, request string) string {
	t.Helper()
	name := filepath.Join(directory, strings.ToLower(capital.ReplaceAllString(operation, "-$0"))+".json")
	if err := os.WriteFile(name, []byte(request), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// check judges the row as the command does, with policies that all rows share.
func (row lifecycleRow) check(t *testing.T, core *evaluator.Evaluator) *evaluator.Report {
	t.Helper()
	directory := t.TempDir()
	args := []string{"ecsgate", "check", "--now", fixtureTime, "--state", "fixtures/lifecycle/state.json"}
	args = append(args, requestFile(t, directory, row.operation, row.request))
	if operation, request, ok := strings.Cut(row.beside, " "); ok {
		args = append(args, requestFile(t, directory, operation, request))
	}
	r := requestOf(t, args)
	change, err := r.readChange()
	if err != nil {
		t.Fatal(err)
	}
	if r.run.State, err = readStates(r.states); err != nil {
		t.Fatal(err)
	}
	report, err := core.Evaluate(t.Context(), change, r.run)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(report.Operations, func(op evaluator.OperationReport) bool { return string(op.Action) == row.operation }) && row.verdict != "failure" {
		t.Errorf("the request was not read as %s", row.operation)
	}
	return report
}

// verdict is what the table's column of that name says of a report: all its
// findings, or else how it ends.
func verdict(report *evaluator.Report) string {
	var said []string
	for _, v := range findings(report) {
		said = append(said, string(v.Severity)+" "+v.Rule)
	}
	if len(said) == 0 {
		return string(report.Verdict)
	}
	slices.SortFunc(said, func(a, b string) int { return strings.Compare(a[len(a)-6:], b[len(b)-6:]) })
	return strings.Join(said, ", ")
}

func (row lifecycleRow) exitCode() int {
	switch {
	case strings.Contains(row.verdict, "error"):
		return 1
	case row.verdict == "failure":
		return exitFailure
	}
	return 0
}

// checkOutcome holds the verdict to what ECS does: what it certainly refuses is
// an error, what it accepts as a launch is none, and of what nobody knows
// nothing is claimed.
func (row lifecycleRow) checkOutcome(t *testing.T, report *evaluator.Report) {
	t.Helper()
	refused := regexp.MustCompile(`^rejected($|:|, text not known)`).MatchString(row.outcome)
	launch := slices.Contains(launchOperations, row.operation)
	switch {
	case !slices.Contains([]string{"H", "M", "L", "?", "-"}, row.confidence):
		t.Errorf("the confidence %q is none of H, M, L, ? and -", row.confidence)
	case row.confidence == "?":
		for _, v := range findings(report) {
			if !strings.Contains(v.Message, "not documented") || v.Severity != evaluator.Warning {
				t.Errorf("the outcome is not known, but it says %s: %s", v.Severity, v.Message)
			}
		}
	case row.confidence != "L" && refused && row.exitCode() == 0:
		t.Errorf("ECS refuses this (%s), but it is %s", row.outcome, row.verdict)
	case launch && strings.HasPrefix(row.outcome, "accepted") && row.exitCode() != 0:
		t.Errorf("ECS accepts this (%s), but it is %s", row.outcome, row.verdict)
	}
}
