package config

import (
	"cmp"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// baselineVersion names the format of a baseline file.
const baselineVersion = "baseline/v1"

// Baseline is the findings that were there when somebody decided to look only
// at new ones.
type Baseline struct {
	// File is where it was read from; empty for one that was made from a report.
	File string
	// Findings are in the order of the file.
	Findings []Finding
}

// Finding is what identifies a violation from one run to the next. Neither a
// line nor a message is in it, so that unrelated edits leave it as it is.
type Finding struct {
	Rule string `json:"rule"`
	// Severity is how grave a violation may be to be the same: a known warning
	// that turns into an error is new. Empty: any.
	Severity evaluator.Severity `json:"severity"`
	// File is named from the directory of the configuration, with slashes. File and
	// Action are empty for a finding about the change as a whole.
	File   string           `json:"file"`
	Action evaluator.Action `json:"action"`
	Path   string           `json:"path"`
	// Reference is the task definition as the file writes it.
	Reference string `json:"reference"`
	Cluster   string `json:"cluster"`
	Service   string `json:"service"`
	// Count is how many violations share the identity; at least 1.
	Count int `json:"count"`
}

// BaselineOf makes a baseline of the violations of a report. Those that are
// waived are left out: the waiver accounts for them until it expires.
func BaselineOf(report *evaluator.Report, s *Sight) Baseline {
	return Baseline{Findings: sorted(countsOf(report, s))}
}

// eachViolation visits the violations that are not waived, in report order.
func eachViolation(report *evaluator.Report, s *Sight, visit func(Finding, *evaluator.Violation)) {
	for i := range report.Operations {
		op := &report.Operations[i]
		for j := range op.Violations {
			if v := &op.Violations[j]; !v.Waived {
				visit(s.findingOf(op, v), v)
			}
		}
	}
	for j := range report.Change.Violations {
		if v := &report.Change.Violations[j]; !v.Waived {
			visit(s.findingOf(&evaluator.OperationReport{}, v), v)
		}
	}
}

// findingOf returns the identity of a violation; its count is 0.
func (s *Sight) findingOf(op *evaluator.OperationReport, v *evaluator.Violation) Finding {
	valid := func(text string) string { return strings.ToValidUTF8(text, "\ufffd") }
	return Finding{
		Rule: valid(v.Rule), Severity: v.Severity, File: s.fileOf(op), Action: op.Action, Path: valid(op.Path),
		Reference: valid(op.Reference.Raw), Cluster: valid(op.Cluster), Service: valid(op.Service),
	}
}

// compareFindings is the order of a written baseline: that of the files.
func compareFindings(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Action, b.Action),
		cmp.Compare(a.Reference, b.Reference),
		cmp.Compare(a.Cluster, b.Cluster),
		cmp.Compare(a.Service, b.Service),
		cmp.Compare(a.Severity, b.Severity),
	)
}
