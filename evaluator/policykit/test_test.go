package policykit_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
)

func runTests(t *testing.T, tests string) *policykit.TestReport {
	t.Helper()
	files := fstest.MapFS{
		"rule.rego":      {Data: []byte(fmt.Sprintf(metadata, "ACME1", "acme.frozen") + frozen)},
		"rule_test.rego": {Data: []byte("package acme.frozen_test\n\nfrozen := data.acme.frozen\n\n" + tests)},
	}
	report, err := policykit.Test(t.Context(), policykit.TestOptions{
		Packs: []evaluator.Pack{bundledPack(), {Name: "own", FS: files}}, Timeout: time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestOutcomes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, rego string
		outcome    policykit.Outcome
		reason     string
	}{
		{"true", "test_x if count(frozen.deny) == 0 with input as {}", policykit.Passed, ""},
		{"false", "test_x if count(frozen.deny) == 1 with input as {}", policykit.Failed, ""},
		{"undefined", "test_x if input.operation.desiredCount", policykit.Failed, ""},
		{"not a boolean", `test_x := "yes" if count(frozen.deny) == 0 with input as {}`, policykit.Failed, ""},
		{"to do", "todo_test_x if false", policykit.Skipped, ""},
		{"a builtin fails", `test_x if to_number("x") == 1`, policykit.Broken, "own/rule_test.rego:5: to_number: "},
		{"a conflict", "f(1) := 1\n\nf(_) := 2\n\ntest_x if f(1) == 1", policykit.Broken, "own/rule_test.rego:7: function data.acme.frozen_test.f produced conflicting values for the same inputs: 1 at own/rule_test.rego:5 2 at "},
		{"endless", "test_x if count({x | some x in numbers.range(1, 1000000000)}) == 3", policykit.Broken, "not done after 1s"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := runTests(t, test.rego).Tests
			if len(got) != 1 || got[0].Outcome != test.outcome || !strings.HasPrefix(got[0].Reason, test.reason) || (got[0].Reason == "") != (test.reason == "") {
				t.Errorf("got %+v, want %s: %s", got, test.outcome, test.reason)
			}
		})
	}
}

// TestSameAsCheck wants tests compiled as rules are.
func TestSameAsCheck(t *testing.T) {
	t.Parallel()
	for tests, want := range map[string]string{
		"test_x if time.now_ns() > 0":           "undefined function time.now_ns",
		"test_x if { unused := 1 }":             "unused",
		"test_x if not frozen.denny":            "data.acme.frozen.denny is neither a rule nor a document",
		"test_x if input.operation.servce == 1": "undefined ref: input.operation.servce",
	} {
		files := fstest.MapFS{
			"rule.rego":      {Data: []byte(fmt.Sprintf(metadata, "ACME1", "acme.frozen") + frozen)},
			"rule_test.rego": {Data: []byte("package acme.frozen_test\n\nimport data.acme.frozen\n\ntest_used if frozen.deny == set() with input as {}\n\n" + tests)},
		}
		_, err := policykit.Test(t.Context(), policykit.TestOptions{Packs: []evaluator.Pack{bundledPack(), {Name: "own", FS: files}}, Timeout: time.Second})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "own/rule_test.rego:7:") {
			t.Errorf("%s: got %v, want %q", tests, err, want)
		}
	}
}

// hostile is a report full of what no terminal, CI log or parser should see.
func hostile() *policykit.TestReport {
	text := "a\n::error::x ##vso[task.complete] \x1b[31m ]]> \u202e <&\"'\x00\xff" + strings.Repeat("x", 1_000_000)
	report := &policykit.TestReport{Version: policykit.TestReportVersion, Summary: policykit.TestSummary{Tests: 3, Failed: 1, Broken: 1, Passed: 1}}
	for _, outcome := range []policykit.Outcome{policykit.Failed, policykit.Broken, policykit.Passed} {
		report.Tests = append(report.Tests, policykit.TestResult{
			Package: text, Name: text, File: text, Line: 3, Outcome: outcome, Cases: []string{text}, Reason: text, At: text, Shown: []string{text}, Printed: text,
		})
	}
	report.Coverage = policykit.Coverage{Percent: 99.99, Lines: 3, Covered: 2, Files: []policykit.FileCoverage{{File: text, Covered: []int{1, 2}, Missed: []policykit.Lines{{From: 3, To: 3}}}}}
	return report
}

func TestHostileText(t *testing.T) {
	t.Parallel()
	for _, format := range policykit.TestFormats() {
		var b bytes.Buffer
		if err := policykit.WriteTests(&b, format, hostile(), policykit.TestView{Verbose: true, Threshold: 100}); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		for _, bad := range []string{"\n::", " ::error", "##vso[", "\x1b", "\u202e", "\x00", "100.0 %"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %q", format, bad)
			}
		}
		switch format {
		case "json":
			if !json.Valid(b.Bytes()) {
				t.Error("json is not valid")
			}
		case "junit":
			decoder := xml.NewDecoder(&b)
			for err := error(nil); !errors.Is(err, io.EOF); {
				if _, err = decoder.Token(); err != nil && !errors.Is(err, io.EOF) {
					t.Fatalf("junit: %v", err)
				}
			}
		}
	}
	if err := policykit.WriteTests(io.Discard, "sarif", hostile(), policykit.TestView{}); err == nil {
		t.Error("an unknown format is written")
	}
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	report := runTests(t, "test_x if frozen.deny == set() with input as {\"operation\": {\"service\": \"api\"}}")
	want := []policykit.FileCoverage{{File: "own/rule.rego", Covered: []int{}, Missed: []policykit.Lines{{From: 12, To: 12}}}}
	if got := report.Coverage; got.Percent != 0 || got.Lines != 1 || !slices.EqualFunc(got.Files, want, sameCoverage) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := runTests(t, "test_x if count(frozen.deny) == 1 with input as {\"operation\": {\"service\": \"web\"}}").Coverage; got.Percent != 100 {
		t.Errorf("got %+v, want all of it", got)
	}
}

func sameCoverage(a, b policykit.FileCoverage) bool {
	return a.File == b.File && slices.Equal(a.Covered, b.Covered) && slices.Equal(a.Missed, b.Missed)
}
