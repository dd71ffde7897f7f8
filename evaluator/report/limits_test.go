package report_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

func TestGitHubLimits(t *testing.T) {
	r := many(25)
	for i := range 12 {
		r.Operations[i].Violations[0].Severity = evaluator.Warning
	}
	r.Operations[0].Violations[0].Waived = true
	text := string(write(t, "github", r, report.Options{}))
	for prefix, want := range map[string]int{"::error ": 10, "::warning ": 10, "::group::": 1, "::endgroup::": 1, "deploy/web.json:": 5} {
		if got := strings.Count("\n"+text, "\n"+prefix); got != want {
			t.Errorf("got %d lines that begin with %q, want %d", got, prefix, want)
		}
	}
	if want := "of a step: 3 error, 1 warning\n"; !strings.Contains(text, want) {
		t.Errorf("%q is missing in\n%s", want, text)
	}
	if strings.Index(text, "::warning") < strings.LastIndex(text, "::error") {
		t.Error("the gravest do not come first")
	}
}

// TestFiftyThousand: what is read by people, and by GitHub, stays within its
// bounds, and says what is left out.
func TestFiftyThousand(t *testing.T) {
	r := many(50_000)
	r.Operations[49_999].Violations[0].Message = "the gravest"
	for i := range 49_999 {
		v := &r.Operations[i].Violations[0]
		v.Severity, v.Remediation = evaluator.Warning, strings.Repeat("what to do, ", 20)
	}
	for _, test := range []struct {
		format string
		limit  int
		want   []string
	}{
		{"github", 300_000, []string{"::error file=deploy/web.json,line=50000,", "49989 warning", "not listed: 48989 warning\n"}},
		{"azure", 500_000, []string{"linenumber=50000;", "not listed: 49000 warning\n"}},
		{"markdown", 65_000, []string{"| **error** | ECS103 | deploy/web.json:50000:21 | the gravest", "Not shown for want of room: "}},
		{"junit", 30_000_000, []string{"the texts of ", " tests are left out for want of room"}},
		{"sarif", 100_000_000, []string{"25000 findings are left out", `"text": "the gravest`}},
	} {
		text := string(write(t, test.format, r, report.Options{}))
		if len(text) > test.limit {
			t.Errorf("%s: got %d bytes, want at most %d", test.format, len(text), test.limit)
		}
		for _, want := range test.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", test.format, want)
			}
		}
		if test.format != "sarif" {
			continue
		}
		var log struct {
			Runs []struct{ Results []sarifResult }
		}
		if err := json.Unmarshal([]byte(text), &log); err != nil {
			t.Fatal(err)
		}
		if got := len(log.Runs[0].Results); got != 25_000 {
			t.Errorf("got %d results, want 25000", got)
		}
	}
}

func TestMarkdownLimit(t *testing.T) {
	for _, limit := range []int{2000, 5000, 20_000} {
		text := string(write(t, "markdown", hostileReport(), report.Options{Limit: limit}))
		if len(text) > limit || !strings.Contains(text, "\nNot shown for want of room: ") {
			t.Errorf("limit %d: got %d bytes:\n%s", limit, len(text), text)
		}
	}
}

func TestTableFitsItsWidth(t *testing.T) {
	for _, r := range []*evaluator.Report{sample(), hostileReport(), many(3)} {
		for _, width := range []int{20, 21, 37, 60, 79, 80, 81, 100, 133, 200} {
			text := string(write(t, "table", r, report.Options{Width: width}))
			for line := range strings.Lines(text) {
				if got := printable.Columns(strings.TrimSuffix(line, "\n")); got > width {
					t.Errorf("width %d: %d columns: %s", width, got, line)
				}
			}
		}
	}
	few := fmt.Sprint(write(t, "table", sample(), report.Options{Width: 1}))
	if want := fmt.Sprint(write(t, "table", sample(), report.Options{Width: 20})); few != want {
		t.Error("a terminal of one column is not given the narrowest table")
	}
}
