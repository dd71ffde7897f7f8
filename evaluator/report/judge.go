package report

import (
	"cmp"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// judge says how tests ended, by what the run was judged by.
type judge struct {
	report *evaluator.Report
	failOn evaluator.Severity
	strict bool
}

func (j judge) operation(op *evaluator.OperationReport) outcome {
	switch op.Outcome {
	case evaluator.VerdictViolation:
		return refused
	case evaluator.VerdictUndecided:
		if j.unresolved(op) {
			return max(j.left(), j.undecided(op.Undecided))
		}
		return j.undecided(op.Undecided)
	case evaluator.VerdictAdmitted:
		return j.accepted(op.Violations)
	default:
		return broken
	}
}

func (j judge) unresolved(op *evaluator.OperationReport) bool {
	return len(op.Unresolved) > 0 || op.Reference.Kind == reference.Unresolved
}

func (j judge) change() outcome {
	change := j.report.Change
	counts := func(v evaluator.Violation) bool {
		return !v.Waived && !v.Known && v.Severity.AtLeast(j.failOn)
	}
	if slices.ContainsFunc(change.Violations, counts) {
		return refused
	}
	return max(j.accepted(change.Violations), j.undecided(change.Undecided))
}

// accepted is excused when a violation that would fail was accepted.
func (j judge) accepted(violations []evaluator.Violation) outcome {
	for _, v := range violations {
		if (v.Waived || v.Known) && v.Severity.AtLeast(j.failOn) {
			return excused
		}
	}
	return passed
}

// undecided is broken where the exit code tells of it, skipped where a rule that
// could have failed the run was not looked at by choice.
func (j judge) undecided(list []evaluator.Undecided) outcome {
	worst := passed
	for _, u := range list {
		switch {
		case !cmp.Or(u.Severity, evaluator.Error).AtLeast(j.failOn):
		case !u.ByChoice, j.strict && j.report.State.Source != evaluator.OfflineSource:
			return broken
		default:
			worst = skipped
		}
	}
	return worst
}

// left is how a case ends that nobody can decide before the request is sent.
func (j judge) left() outcome {
	if j.strict {
		return broken
	}
	return skipped
}
