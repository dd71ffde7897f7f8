package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestGolden(t *testing.T) {
	offline := sample()
	offline.State = evaluator.StateReport{Source: evaluator.OfflineSource}
	offline.Operations = []evaluator.OperationReport{minified(), minified(), unresolved()}
	for i := range offline.Operations {
		op := &offline.Operations[i]
		op.Violations = nil
		op.Undecided = []evaluator.Undecided{
			{Rule: "ECS106", Reason: "no state was given (--offline)", Severity: evaluator.Error, ByChoice: true},
			{Rule: "ECS101", Reason: "no state was given (--offline)", Severity: evaluator.Error, ByChoice: true},
		}
	}
	offline.Change, offline.Notes, offline.Failures, offline.Baseline = evaluator.ChangeReport{}, nil, nil, nil
	offline.Conclude(evaluator.Error, false)
	clean := &evaluator.Report{Operations: []evaluator.OperationReport{{Action: evaluator.RunTask, File: "run.json"}}, State: evaluator.StateReport{Source: evaluator.LiveSource, TakenAt: at("2026-11-23T10:00:00Z")}, Summary: evaluator.Summary{Files: 1}}
	clean.Conclude(evaluator.Error, false)

	plan, account := planned(), audited()

	for _, test := range []struct {
		golden  string
		format  string
		report  *evaluator.Report
		options report.Options
	}{
		{"sample.json", "json", sample(), report.Options{}},
		{"sample.60.txt", "text", sample(), report.Options{Width: 60}},
		{"sample.100.txt", "text", sample(), report.Options{}},
		{"sample.200.txt", "text", sample(), report.Options{Width: 200}},
		{"sample.color.txt", "text", sample(), report.Options{Color: true}},
		{"sample.20.txt", "text", sample(), report.Options{Width: 20, Color: true}},
		{"sample.quiet.txt", "text", sample(), report.Options{Quiet: true}},
		{"sample.most.txt", "text", sample(), report.Options{Width: 80, Most: 7}},
		{"sample.most.quiet.txt", "text", sample(), report.Options{Width: 80, Most: 1, Quiet: true}},
		{"offline.quiet.txt", "text", offline, report.Options{Quiet: true}},
		{"clean.quiet.txt", "text", clean, report.Options{Quiet: true}},
		{"clean.table.quiet.txt", "table", clean, report.Options{Quiet: true}},
		{"offline.table.quiet.txt", "table", offline, report.Options{Quiet: true}},
		{"sample.table.most.txt", "table", sample(), report.Options{Most: 7}},
		{"sample.explain.txt", "text", sample(), report.Options{Explain: true}},
		{"sample.explain.json", "json", sample(), report.Options{Explain: true}},
		{"offline.txt", "text", offline, report.Options{}},
		{"clean.txt", "text", clean, report.Options{}},
		{"sample.table.20.txt", "table", sample(), report.Options{Width: 20}},
		{"sample.table.60.txt", "table", sample(), report.Options{Width: 60}},
		{"sample.table.txt", "table", sample(), report.Options{}},
		{"sample.table.200.txt", "table", sample(), report.Options{Width: 200, Color: true}},
		{"sample.sarif", "sarif", sample(), report.Options{Version: "v1.2.3"}},
		{"sample.junit.xml", "junit", sample(), report.Options{}},
		{"sample.tap", "tap", sample(), report.Options{}},
		{"sample.github.txt", "github", sample(), report.Options{}},
		{"sample.gitlab.json", "gitlab", sample(), report.Options{}},
		{"sample.azure.txt", "azure", sample(), report.Options{Root: "/home/vsts/work/1/s"}},
		{"sample.md", "markdown", sample(), report.Options{}},
		{"offline.table.txt", "table", offline, report.Options{}},
		{"offline.junit.xml", "junit", offline, report.Options{}},
		{"offline.tap", "tap", offline, report.Options{}},
		{"offline.github.txt", "github", offline, report.Options{}},
		{"clean.table.txt", "table", clean, report.Options{}},
		{"clean.sarif", "sarif", clean, report.Options{}},
		{"clean.junit.xml", "junit", clean, report.Options{}},
		{"clean.tap", "tap", clean, report.Options{}},
		{"clean.github.txt", "github", clean, report.Options{}},
		{"clean.gitlab.json", "gitlab", clean, report.Options{}},
		{"clean.azure.txt", "azure", clean, report.Options{}},
		{"clean.md", "markdown", clean, report.Options{}},
		{"plan.txt", "text", plan, report.Options{}},
		{"plan.table.txt", "table", plan, report.Options{}},
		{"plan.github.txt", "github", plan, report.Options{}},
		{"plan.gitlab.json", "gitlab", plan, report.Options{}},
		{"plan.azure.txt", "azure", plan, report.Options{}},
		{"plan.sarif", "sarif", plan, report.Options{}},
		{"plan.md", "markdown", plan, report.Options{}},
		{"plan.tap", "tap", plan, report.Options{}},
		{"audit.txt", "text", account, report.Options{}},
		{"audit.table.txt", "table", account, report.Options{}},
		{"audit.junit.xml", "junit", account, report.Options{}},
	} {
		t.Run(test.golden, func(t *testing.T) {
			test.options.Source, test.options.Rules, test.options.Now = source, catalogue(), *at("2026-11-26T12:00:00Z")
			got := write(t, test.format, test.report, test.options)
			file := filepath.Join("testdata", test.golden)
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; got:\n%s", file, got)
			}
		})
	}
}

func write(t *testing.T, format string, r *evaluator.Report, options report.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report.Write(&b, format, r, options); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
