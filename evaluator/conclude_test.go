package evaluator_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func TestConclude(t *testing.T) {
	t.Parallel()
	violation := func(s evaluator.Severity) evaluator.OperationReport {
		return evaluator.OperationReport{Violations: []evaluator.Violation{{Rule: "R", Severity: s}}}
	}
	undecided := func(u evaluator.Undecided) evaluator.OperationReport {
		return evaluator.OperationReport{Undecided: []evaluator.Undecided{u}}
	}
	unresolved := evaluator.OperationReport{Reference: evaluator.ReferenceReport{Reference: reference.Reference{Kind: reference.Unresolved}}}
	gap := evaluator.OperationReport{Unresolved: []evaluator.Gap{{Field: "cluster"}}}
	known, waived := violation(evaluator.Error), violation(evaluator.Error)
	known.Violations[0].Known, waived.Violations[0].Waived = true, true
	hard := undecided(evaluator.Undecided{Rule: "R", Severity: evaluator.Error})
	soft := undecided(evaluator.Undecided{Rule: "R", Severity: evaluator.Error, ByChoice: true})
	minor := undecided(evaluator.Undecided{Rule: "R", Severity: evaluator.Info})
	failure := []evaluator.Failure{{Message: "x"}}
	type ops = []evaluator.OperationReport
	tests := []struct {
		name     string
		ops      ops
		failures []evaluator.Failure
		failOn   evaluator.Severity
		strict   bool
		source   string
		verdict  evaluator.Verdict
		code     int
	}{
		{"nothing", nil, nil, evaluator.Error, false, "", evaluator.VerdictAdmitted, 0},
		{"an error", ops{violation(evaluator.Error)}, nil, evaluator.Error, false, "", evaluator.VerdictViolation, 1},
		{"a warning", ops{violation(evaluator.Warning)}, nil, evaluator.Error, false, "", evaluator.VerdictAdmitted, 0},
		{"a warning that fails", ops{violation(evaluator.Warning)}, nil, evaluator.Warning, false, "", evaluator.VerdictViolation, 1},
		{"a known error", ops{known}, nil, evaluator.Error, false, "", evaluator.VerdictAdmitted, 0},
		{"a waived error", ops{waived}, nil, evaluator.Error, false, "", evaluator.VerdictAdmitted, 0},
		{"a failure", nil, failure, evaluator.Error, false, "", evaluator.VerdictFailure, 2},
		{"a failure beside an error", ops{violation(evaluator.Error)}, failure, evaluator.Error, false, "", evaluator.VerdictViolation, 1},
		{"a failure beside undecided", ops{hard}, failure, evaluator.Error, false, "", evaluator.VerdictFailure, 2},
		{"undecided", ops{hard}, nil, evaluator.Error, false, "", evaluator.VerdictUndecided, 3},
		{"undecided beside an error", ops{hard, violation(evaluator.Error)}, nil, evaluator.Error, false, "", evaluator.VerdictViolation, 1},
		{"undecided by choice", ops{soft}, nil, evaluator.Error, false, "", evaluator.VerdictUndecided, 0},
		{"undecided by choice, strict", ops{soft}, nil, evaluator.Error, true, "", evaluator.VerdictUndecided, 3},
		{"offline, strict", ops{soft}, nil, evaluator.Error, true, evaluator.OfflineSource, evaluator.VerdictUndecided, 0},
		{"an undecided info", ops{minor}, nil, evaluator.Error, false, "", evaluator.VerdictAdmitted, 0},
		{"an undecided info that matters", ops{minor}, nil, evaluator.Info, false, "", evaluator.VerdictUndecided, 3},
		{"an unresolved reference", ops{unresolved}, nil, evaluator.Error, false, "", evaluator.VerdictUndecided, 0},
		{"an unresolved reference, strict", ops{unresolved}, nil, evaluator.Error, true, "", evaluator.VerdictUndecided, 3},
		{"an unresolved cluster, strict and offline", ops{gap}, nil, evaluator.Error, true, evaluator.OfflineSource, evaluator.VerdictUndecided, 3},
	}
	for _, test := range tests {
		r := &evaluator.Report{Operations: test.ops, Failures: test.failures, State: evaluator.StateReport{Source: test.source}}
		r.Conclude(test.failOn, test.strict)
		if r.Verdict != test.verdict || r.ExitCode != test.code {
			t.Errorf("%s: got %s, exit %d; want %s, exit %d", test.name, r.Verdict, r.ExitCode, test.verdict, test.code)
		}
	}
}
