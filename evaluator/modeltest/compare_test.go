package modeltest_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// compare says how a report differs from what the model expects: one line for
// each operation and kind of difference.
func compare(w *world, report *evaluator.Report, rules []evaluator.Rule) []string {
	var differences []string
	byLine := map[int]*evaluator.OperationReport{}
	for i := range report.Operations {
		byLine[report.Operations[i].Line] = &report.Operations[i]
	}
	for _, r := range w.requests {
		op := byLine[r.Line]
		switch {
		case r.Context && op != nil:
			differences = append(differences, fmt.Sprintf("line %d: reported although it is context", r.Line))
		case r.Context:
		case op == nil:
			differences = append(differences, fmt.Sprintf("line %d: not reported", r.Line))
		default:
			differences = append(differences, r.compare(op)...)
			if want := w.outcome(r, op, rules); op.Outcome != want {
				differences = append(differences, fmt.Sprintf("line %d: outcome: got %s, want %s", r.Line, op.Outcome, want))
			}
		}
	}
	got, want := violations(report.Change.Violations), w.judgeChange()
	if undecidedRules(report.Change.Undecided)["ECS312"] == "" && !maps.Equal(got, want) {
		differences = append(differences, fmt.Sprintf("change: got %s, want %s", list(got), list(want)))
	}
	if want := w.exitCode(report, rules); want >= 0 && report.ExitCode != want {
		differences = append(differences, fmt.Sprintf("exit code: got %d, want %d", report.ExitCode, want))
	}
	return differences
}

// compare says how the report on one operation differs from the verdict.
func (r *request) compare(op *evaluator.OperationReport) []string {
	var differences []string
	found, undecided := violations(op.Violations), undecidedRules(op.Undecided)
	if len(found) < len(op.Violations) {
		differences = append(differences, fmt.Sprintf("line %d: a rule speaks twice: %+v", r.Line, op.Violations))
	}
	for _, rule := range modelled {
		if r.open[rule] {
			continue
		}
		if got, want := found[rule], r.found[rule]; got != want {
			differences = append(differences, fmt.Sprintf("line %d: %s: got %q, want %q", r.Line, rule, got, want))
		}
		if got, want := undecided[rule] != "", r.undecided[rule]; got != want && !r.idle[rule] {
			differences = append(differences, fmt.Sprintf("line %d: %s undecided: got %t %q, want %t", r.Line, rule, got, undecided[rule], want))
		}
	}
	return differences
}

func violations(list []evaluator.Violation) map[string]evaluator.Severity {
	found := map[string]evaluator.Severity{}
	for _, v := range list {
		found[v.Rule] = v.Severity
	}
	return found
}

// undecidedRules maps the rules that could not look to the reason.
func undecidedRules(list []evaluator.Undecided) map[string]string {
	reasons := map[string]string{}
	for _, u := range list {
		reasons[u.Rule] = u.Reason + " "
	}
	return reasons
}

func list(found map[string]evaluator.Severity) string {
	var parts []string
	for _, rule := range slices.Sorted(maps.Keys(found)) {
		parts = append(parts, rule+" "+string(found[rule]))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
