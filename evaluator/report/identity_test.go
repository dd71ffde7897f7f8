package report_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// fingerprints are those of a report, in its order.
func fingerprints(t *testing.T, r *evaluator.Report) []string {
	t.Helper()
	var log struct {
		Runs []struct{ Results []sarifResult }
	}
	if err := json.Unmarshal(write(t, "sarif", r, report.Options{Root: filepath.Dir(working(t))}), &log); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, result := range log.Runs[0].Results {
		list = append(list, result.PartialFingerprints["ecsgate/v1"])
	}
	return list
}

func working(t *testing.T) string {
	t.Helper()
	directory, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return directory
}

func TestFingerprints(t *testing.T) {
	finding := func() evaluator.OperationReport {
		op := refused()
		op.Path, op.Undecided = "jobs.deploy.steps[3].run: --task-definition", nil
		op.Violations = op.Violations[:1]
		return op
	}
	base := finding()
	for _, test := range []struct {
		name   string
		change func(*evaluator.OperationReport)
		same   bool
	}{
		{"lines above", func(op *evaluator.OperationReport) {
			op.Line, op.Violations[0].Line, op.Violations[0].Column = 90, 91, 4
		}, true},
		{"an entry before it in its list", func(op *evaluator.OperationReport) { op.Path = "jobs.deploy.steps[11].run: --task-definition" }, true},
		{"another wording", func(op *evaluator.OperationReport) { op.Violations[0].Message = "else" }, true},
		{"a milder severity", func(op *evaluator.OperationReport) { op.Violations[0].Severity = evaluator.Info }, true},
		{"a waiver", func(op *evaluator.OperationReport) { op.Violations[0].Waived = true }, true},
		{"an absolute name", func(op *evaluator.OperationReport) {
			op.File = filepath.Join(filepath.Dir(working(t)), "deploy", "web.json")
		}, true},
		{"a dot before the name", func(op *evaluator.OperationReport) { op.File = "./deploy/web.json" }, true},
		{"another file", func(op *evaluator.OperationReport) { op.File = "deploy/else.json" }, false},
		{"another job", func(op *evaluator.OperationReport) { op.Path = "jobs.else.steps[3].run: --task-definition" }, false},
		{"another revision", func(op *evaluator.OperationReport) { op.Reference.Raw = "web:42" }, false},
		{"another service", func(op *evaluator.OperationReport) { op.Service = "api" }, false},
		{"another rule", func(op *evaluator.OperationReport) { op.Violations[0].Rule = "ECS106" }, false},
		{"another parameter", func(op *evaluator.OperationReport) { op.Violations[0].Field = "service" }, false},
	} {
		op := finding()
		op.Violations = slices.Clone(op.Violations)
		test.change(&op)
		before := fingerprints(t, &evaluator.Report{Operations: []evaluator.OperationReport{base}})
		after := fingerprints(t, &evaluator.Report{Operations: []evaluator.OperationReport{op}})
		if got := slices.Equal(before, after); got != test.same {
			t.Errorf("%s: got same %t, want %t", test.name, got, test.same)
		}
	}
}

func TestFingerprintsAreUnique(t *testing.T) {
	for _, r := range []*evaluator.Report{sample(), hostileReport(), many(100)} {
		list := fingerprints(t, r)
		slices.Sort(list)
		if got := len(slices.Compact(slices.Clone(list))); got != len(list) {
			t.Errorf("got %d different fingerprints of %d results", got, len(list))
		}
	}
}

// TestSharedLine: GitHub makes one alert of results that share a rule and a line,
// unless they bring a fingerprint of their own.
func TestSharedLine(t *testing.T) {
	r := &evaluator.Report{Operations: []evaluator.OperationReport{minified(), minified(), proposal()}}
	var log struct {
		Runs []struct{ Results []sarifResult }
	}
	if err := json.Unmarshal(write(t, "sarif", r, report.Options{}), &log); err != nil {
		t.Fatal(err)
	}
	var got []bool
	for _, result := range log.Runs[0].Results {
		if result.RuleID != "undecided" {
			got = append(got, result.PartialFingerprints["primaryLocationLineHash"] != "")
		}
	}
	if want := []bool{false, true, true}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
