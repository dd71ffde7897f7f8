package config_test

import (
	"errors"
	"io"
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

func TestApply(t *testing.T) {
	known := func(severity evaluator.Severity, count int) config.Finding {
		return config.Finding{
			Rule: "ECS103", Severity: severity, File: "web.json", Action: evaluator.UpdateService, Path: "taskDefinition",
			Reference: "web:41", Cluster: "prod", Service: "web", Count: count,
		}
	}
	found := func(severities ...evaluator.Severity) *evaluator.Report {
		r := reportOf()
		for _, s := range severities {
			r.Operations = append(r.Operations, update("web.json", "web:41", violation("ECS103", s)))
		}
		return r
	}
	const e, w = evaluator.Error, evaluator.Warning
	for _, test := range []struct {
		name     string
		baseline []config.Finding
		report   *evaluator.Report
		known    []bool
		vanished []string
		exitCode int
	}{
		{"known", []config.Finding{known(e, 1)}, found(e), []bool{true}, nil, 0},
		{"new", nil, found(e), []bool{false}, nil, 1},
		{"one more", []config.Finding{known(e, 2)}, found(e, e, e), []bool{true, true, false}, nil, 1},
		{"one less", []config.Finding{known(e, 2)}, found(e), []bool{true}, []string{"ECS103 web.json UpdateService web:41 (1 of 2)"}, 0},
		{"vanished", []config.Finding{known(e, 1)}, found(), nil, []string{"ECS103 web.json UpdateService web:41"}, 0},
		{"graver", []config.Finding{known(w, 1)}, found(e), []bool{false}, []string{"ECS103 web.json UpdateService web:41"}, 1},
		{"milder", []config.Finding{known(e, 1)}, found(w), []bool{true}, nil, 0},
		{"milder does not take its place", []config.Finding{known(e, 1)}, found(w, e), []bool{false, true}, nil, 0},
		{"any severity", []config.Finding{known("", 1)}, found(e), []bool{true}, nil, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := config.Baseline{File: "b.json", Findings: test.baseline}
			b.Apply(test.report, everything(), conclude)
			var got []bool
			for _, op := range test.report.Operations {
				got = append(got, op.Violations[0].Known)
			}
			if !slices.Equal(got, test.known) {
				t.Errorf("known: got %v, want %v", got, test.known)
			}
			s := test.report.Baseline
			if s.Known+s.New != len(test.known) || s.File != "b.json" || s.Vanished == nil || !slices.Equal(s.Vanished, test.vanished) {
				t.Errorf("got %+v, want vanished %q", s, test.vanished)
			}
			if test.report.ExitCode != test.exitCode {
				t.Errorf("exit code: got %d, want %d", test.report.ExitCode, test.exitCode)
			}
		})
	}
}

// TestIdentity: what moves about leaves a finding known; what changes the
// request makes it new.
func TestIdentity(t *testing.T) {
	original := update("web.json", "web:41", violation("ECS103", evaluator.Error))
	for _, test := range []struct {
		name  string
		edit  func(*evaluator.OperationReport)
		known bool
	}{
		{"the lines move", func(op *evaluator.OperationReport) { op.Line, op.Violations[0].Line = 90, 91 }, true},
		{"the message is reworded", func(op *evaluator.OperationReport) { op.Violations[0].Message = "x" }, true},
		{"the path is written another way", func(op *evaluator.OperationReport) { op.File = "./web.json" }, true},
		{"another file", func(op *evaluator.OperationReport) { op.File = "api.json" }, false},
		{"another rule", func(op *evaluator.OperationReport) { op.Violations[0].Rule = "ECS106" }, false},
		{"another action", func(op *evaluator.OperationReport) { op.Action = evaluator.CreateService }, false},
		{"another place in the document", func(op *evaluator.OperationReport) { op.Path = "b" }, false},
		{"another reference", func(op *evaluator.OperationReport) { op.Reference.Raw = "web:42" }, false},
		{"another cluster", func(op *evaluator.OperationReport) { op.Cluster = "test" }, false},
		{"another service", func(op *evaluator.OperationReport) { op.Service = "api" }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := config.BaselineOf(reportOf(original), everything())
			edited := original
			edited.Violations = slices.Clone(original.Violations)
			test.edit(&edited)
			r := reportOf(edited)
			b.Apply(r, everything(), conclude)
			if got := r.Operations[0].Violations[0].Known; got != test.known {
				t.Errorf("known: got %t", got)
			}
		})
	}
}

// TestWaivedIsNotKnown: a waiver accounts for its violation, not the baseline.
func TestWaivedIsNotKnown(t *testing.T) {
	r := reportOf(update("web.json", "web:41", violation("ECS103", evaluator.Error)))
	b := config.BaselineOf(r, everything())
	r.Operations[0].Violations[0].Waived = true
	b.Apply(r, everything(), conclude)
	if r.Operations[0].Violations[0].Known || r.Baseline.Known != 0 || len(r.Baseline.Vanished) != 1 {
		t.Errorf("got %+v", r.Baseline)
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteFails(t *testing.T) {
	if err := (config.Baseline{}).Write(closed{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v", err)
	}
}
