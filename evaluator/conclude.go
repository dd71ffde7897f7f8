package evaluator

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Conclude derives outcomes, summary, verdict and exit code from what the
// report holds. It may be called again after findings were waived or found in
// a baseline.
func (r *Report) Conclude(failOn Severity, strict bool) {
	r.Summary = Summary{Files: r.Summary.Files, Operations: len(r.Operations), Failures: len(r.Failures)}
	violated := r.Summary.count(r.Change.Violations, failOn)
	unseen := slices.ContainsFunc(r.Notes, func(n Note) bool { return n.Unseen })
	open := unseen || anyCounts(r.Change.Undecided, failOn)
	undecided := unseen && strict || r.mustKnow(r.Change.Undecided, failOn, strict)
	for i := range r.Operations {
		op := &r.Operations[i]
		refused := r.Summary.count(op.Violations, failOn)
		unresolved := len(op.Unresolved) > 0 || op.Reference.Kind == reference.Unresolved
		switch {
		case refused:
			op.Outcome = VerdictViolation
			violated = true
		case unresolved || anyCounts(op.Undecided, failOn):
			op.Outcome = VerdictUndecided
			r.Summary.Undecided++
			open = true
		default:
			op.Outcome = VerdictAdmitted
			r.Summary.Admitted++
		}
		undecided = undecided || strict && unresolved || r.mustKnow(op.Undecided, failOn, strict)
	}
	r.Summary.Decided = r.Summary.Operations - r.Summary.Undecided
	r.Verdict, r.ExitCode = verdict(violated, len(r.Failures) > 0, open), exitCode(violated, len(r.Failures) > 0, undecided)
}

// count adds violations to the summary and reports whether one of them, neither
// waived nor known, is grave enough to fail.
func (s *Summary) count(violations []Violation, failOn Severity) bool {
	failed := false
	for _, v := range violations {
		switch {
		case v.Waived:
			s.Waived++
			continue
		case v.Known:
			continue
		}
		switch v.Severity {
		case Error:
			s.Violations.Error++
		case Warning:
			s.Violations.Warning++
		default:
			s.Violations.Info++
		}
		failed = failed || v.Severity.AtLeast(failOn)
	}
	return failed
}

// counts reports whether an undecided rule could have failed the run. One
// without a rule always could.
func (u Undecided) counts(failOn Severity) bool {
	return u.Rule == "" || u.Severity.AtLeast(failOn)
}

func anyCounts(list []Undecided, failOn Severity) bool {
	for _, u := range list {
		if u.counts(failOn) {
			return true
		}
	}
	return false
}

// mustKnow reports whether something that could not be looked up changes the
// exit code.
func (r *Report) mustKnow(list []Undecided, failOn Severity, strict bool) bool {
	for _, u := range list {
		if u.counts(failOn) && (!u.ByChoice || strict && r.State.Source != OfflineSource) {
			return true
		}
	}
	return false
}

func verdict(violated, failed, undecided bool) Verdict {
	switch {
	case violated:
		return VerdictViolation
	case failed:
		return VerdictFailure
	case undecided:
		return VerdictUndecided
	default:
		return VerdictAdmitted
	}
}

// exitCode is 1 over 2 over 3: nobody who tolerates 3 may thereby admit a
// certain violation.
func exitCode(violated, failed, undecided bool) int {
	switch {
	case violated:
		return 1
	case failed:
		return 2
	case undecided:
		return 3
	default:
		return 0
	}
}
