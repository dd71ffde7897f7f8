package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// failOn is the severity from which a violation counts.
func (w *world) failOn() evaluator.Severity {
	if w.run.FailOn == "" {
		return evaluator.Error
	}
	return w.run.FailOn
}

// outcome is what the findings of an operation come to. The findings are
// compared elsewhere, so the report's own are taken here.
func (w *world) outcome(r *request, op *evaluator.OperationReport, rules []evaluator.Rule) evaluator.Verdict {
	switch {
	case slices.ContainsFunc(op.Violations, w.counts):
		return evaluator.VerdictViolation
	case slices.ContainsFunc(op.Undecided, func(u evaluator.Undecided) bool { return w.couldCount(u, rules) }), r.unresolved(), r.region == nil, w.tooOld(r), r.unjudged():
		return evaluator.VerdictUndecided
	}
	return evaluator.VerdictAdmitted
}

func (w *world) counts(v evaluator.Violation) bool { return v.Severity.AtLeast(w.failOn()) }

// couldCount reports whether a rule that could not look might have given a
// violation that counts.
func (w *world) couldCount(u evaluator.Undecided, rules []evaluator.Rule) bool {
	i := slices.IndexFunc(rules, func(rule evaluator.Rule) bool { return rule.ID == u.Rule })
	return i >= 0 && rules[i].Severity.AtLeast(w.failOn())
}

// exitCode is 1 over 3 over 0, and -1 where the texts do not say. What only time
// can tell, what is unresolved and what lies outside the state count with Strict
// alone.
func (w *world) exitCode(report *evaluator.Report, rules []evaluator.Rule) int {
	violated := slices.ContainsFunc(report.Change.Violations, w.counts)
	lacks := func(u evaluator.Undecided) bool {
		return w.couldCount(u, rules) && (w.run.Strict || !u.ByChoice)
	}
	blind, open := slices.ContainsFunc(report.Change.Undecided, lacks), false
	for _, op := range report.Operations {
		violated = violated || slices.ContainsFunc(op.Violations, w.counts)
		i := slices.IndexFunc(w.requests, func(r *request) bool { return r.Line == op.Line })
		r := w.requests[i]
		switch {
		case w.run.Strict && (r.unresolved() || r.region == nil || r.unjudged()), r.region != nil && w.tooOld(r):
			blind = true
		case r.region == nil:
		case len(r.Gaps) > 0:
			// Not known where it goes, and not all was read there either.
			open = open || slices.ContainsFunc(op.Undecided, lacks) && !covered(r.region, evaluator.Families, evaluator.Clusters, evaluator.Services)
		default:
			blind = blind || slices.ContainsFunc(op.Undecided, lacks)
		}
	}
	switch {
	case violated:
		return 1
	case blind:
		return 3
	case open:
		return -1
	}
	return 0
}

// tooOld reports whether the state that rules about a request need is older than
// the user allows. A launch always needs its cluster, a retirement its revision.
func (w *world) tooOld(r *request) bool {
	needed := r.Action.Launches() || r.Action.Retires() && (r.kind == reference.Revision || r.kind == reference.Produced)
	return needed && w.run.MaxStateAge > 0 && w.run.Now.Sub(w.run.State.TakenAt) > w.run.MaxStateAge
}

// unjudged reports whether no rule looks at what the request is about: an update
// that is sent later takes whatever its service runs then.
func (r *request) unjudged() bool {
	return r.Stored != nil && r.action == evaluator.UpdateService && r.kind == reference.Absent
}
