package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Apply marks the violations of a report that the baseline holds as known, and
// says in the report what is new and what has vanished: what the run looked for and
// did not find. Then conclude derives the outcomes, the verdict and the exit code
// anew: known violations do not count.
func (b *Baseline) Apply(report *evaluator.Report, s *Sight, conclude func(*evaluator.Report)) {
	left, known, added := b.mark(report, s)
	report.Baseline = &evaluator.BaselineReport{File: b.File, Known: known, New: added, Vanished: left.list(b.Findings, newSearch(s, report))}
	conclude(report)
}

// mark marks the violations that the baseline holds as known, and counts these and
// the new ones. What it returns first was not met.
func (b *Baseline) mark(report *evaluator.Report, s *Sight) (left remaining, known, added int) {
	left = newRemaining(b.Findings)
	// First each violation takes the entry of its own severity, then what is left
	// goes to milder ones: a new warning must not take the place of a known error.
	eachViolation(report, s, func(f Finding, v *evaluator.Violation) { v.Known = left.take(f, f.Severity) })
	eachViolation(report, s, func(f Finding, v *evaluator.Violation) {
		v.Known = v.Known || left.takeGraver(f)
		if v.Known {
			known++
		} else {
			added++
		}
	})
	return left, known, added
}

// remaining counts what of a baseline was not met yet, by the findings without
// their count.
type remaining map[Finding]int

func newRemaining(findings []Finding) remaining {
	left := make(remaining, len(findings))
	for _, f := range findings {
		n := f.Count
		f.Count = 0
		left[f] += n
	}
	return left
}

// take uses up one finding of a severity.
func (left remaining) take(f Finding, severity evaluator.Severity) bool {
	f.Severity = severity
	if left[f] == 0 {
		return false
	}
	left[f]--
	return true
}

// takeGraver uses up one of a higher severity, or of any.
func (left remaining) takeGraver(f Finding) bool {
	return slices.ContainsFunc([]evaluator.Severity{evaluator.Warning, evaluator.Error, ""}, func(s evaluator.Severity) bool {
		return (s == "" || s.AtLeast(f.Severity)) && left.take(f, s)
	})
}

// list describes what was looked for and not met, in the baseline's order; it is
// never nil.
func (left remaining) list(findings []Finding, look *search) []string {
	vanished := []string{}
	for _, f := range findings {
		n := f.Count
		f.Count = 0
		if gone := min(n, left[f]); gone > 0 && look.looked(f) {
			vanished = append(vanished, f.describe(gone, n))
		}
	}
	return vanished
}

// describe writes a finding for people: "ECS103 deploy/web.json UpdateService
// web:41".
func (f Finding) describe(gone, known int) string {
	parts := []string{f.Rule}
	if f.File == "" && f.Action == "" {
		parts = append(parts, "change")
	}
	for _, part := range []string{f.File, string(f.Action), f.Reference} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if known > 1 {
		parts = append(parts, fmt.Sprintf("(%d of %d)", gone, known))
	}
	return strings.Join(parts, " ")
}
