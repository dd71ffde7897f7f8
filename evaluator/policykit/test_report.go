package policykit

import (
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/tester"
)

// TestReportVersion is the name of the format of a TestReport as JSON.
const TestReportVersion = "tests/v1"

// Outcome is what became of a test.
type Outcome string

// A test fails when it is not true, and is broken when it could not be run to its
// end: a builtin failed, or the time was over. Skipped are those that are called
// todo_test_…
const (
	Passed  Outcome = "passed"
	Failed  Outcome = "failed"
	Broken  Outcome = "broken"
	Skipped Outcome = "skipped"
)

// TestReport is what a run of tests found, by place.
type TestReport struct {
	Version  string       `json:"ecsgate"`
	Summary  TestSummary  `json:"summary"`
	Tests    []TestResult `json:"tests"`
	Coverage Coverage     `json:"coverage"`
}

// TestSummary counts tests by their outcome.
type TestSummary struct {
	Tests   int `json:"tests"`
	Passed  int `json:"passed"`
	Failed  int `json:"failed"`
	Broken  int `json:"broken"`
	Skipped int `json:"skipped"`
}

// Ran is how many tests gave an answer.
func (s TestSummary) Ran() int { return s.Tests - s.Skipped }

// TestResult is one test.
type TestResult struct {
	Package string  `json:"package"`
	Name    string  `json:"name"`
	File    string  `json:"file"`
	Line    int     `json:"line"`
	Outcome Outcome `json:"outcome"`
	// Cases are those that fail of a test that holds several.
	Cases []string `json:"cases,omitempty"`
	// Reason is why a test is broken.
	Reason string `json:"reason,omitempty"`
	// At is the expression that a failing test could not get past, Shown its text
	// with the values that it had.
	At    string   `json:"at,omitempty"`
	Shown []string `json:"shown,omitempty"`
	// Printed is what print wrote.
	Printed string  `json:"printed,omitempty"`
	Seconds float64 `json:"seconds"`
}

// FullName is what --run is compared with, without data.
func (t *TestResult) FullName() string { return t.Package + "." + t.Name }

// report writes down the results.
func (r *run) report(results []*tester.Result) *TestReport {
	report := &TestReport{Version: TestReportVersion, Tests: []TestResult{}, Coverage: r.covered()}
	for _, result := range results {
		if !slices.Contains(r.tested, result.Location.File) {
			continue
		}
		test := r.result(result)
		report.Tests = append(report.Tests, test)
		report.Summary.add(test.Outcome)
	}
	return report
}

func (s *TestSummary) add(o Outcome) {
	s.Tests++
	switch o {
	case Passed:
		s.Passed++
	case Failed:
		s.Failed++
	case Broken:
		s.Broken++
	case Skipped:
		s.Skipped++
	}
}

func (r *run) result(result *tester.Result) TestResult {
	test := TestResult{
		Package: strings.TrimPrefix(result.Package, "data."), Name: result.Name, File: result.Location.File, Line: result.Location.Row,
		Outcome: outcomeOf(result), Printed: strings.TrimRight(string(result.Output), "\n"), Seconds: result.Duration.Round(time.Microsecond).Seconds(),
	}
	if result.Error != nil {
		test.Reason = r.reason(result.Error)
	}
	for name, sub := range result.SubResults.Iter {
		if sub.Fail && len(sub.SubResults) == 0 {
			test.Cases = append(test.Cases, strings.Join(name, "/"))
		}
	}
	test.At, test.Shown = lastStep(result.Trace)
	return test
}

func outcomeOf(result *tester.Result) Outcome {
	switch {
	case result.Skip:
		return Skipped
	case result.Error != nil:
		return Broken
	case result.Fail:
		return Failed
	}
	return Passed
}
