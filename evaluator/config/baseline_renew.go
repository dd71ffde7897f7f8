package config

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Renewal counts what became of the findings of a baseline when it was written anew.
type Renewal struct {
	// Added were not in it. Dropped are no longer found.
	Added, Dropped int
	// Found are still there. Unseen stay because nobody looked for them.
	Found, Unseen int
}

// Renew makes a baseline of the violations of a report, and of what the old one holds
// of files that were not read or for rules that could not look.
func (b *Baseline) Renew(report *evaluator.Report, s *Sight) (Baseline, Renewal) {
	left, known, added := b.mark(report, s)
	counts, look := countsOf(report, s), newSearch(s, report)
	renewal := Renewal{Added: added, Found: known}
	for f, gone := range left {
		switch {
		case gone == 0:
		case look.looked(f):
			renewal.Dropped += gone
		default:
			renewal.Unseen += gone
			counts[f] += gone
		}
	}
	return Baseline{File: b.File, Findings: sorted(counts)}, renewal
}

// countsOf counts the violations that share an identity.
func countsOf(report *evaluator.Report, s *Sight) map[Finding]int {
	counts := map[Finding]int{}
	eachViolation(report, s, func(f Finding, _ *evaluator.Violation) { counts[f]++ })
	return counts
}

// sorted are findings with their counts, in the order of a written baseline.
func sorted(counts map[Finding]int) []Finding {
	var findings []Finding
	for f, n := range counts {
		f.Count = n
		findings = append(findings, f)
	}
	slices.SortFunc(findings, compareFindings)
	return findings
}
