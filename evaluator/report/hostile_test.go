package report_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// hostile are texts that a manifest could hold to harm who reads the report.
var hostile = []string{
	"::error file=x::pwned",
	"x\n::error::pwned\n##[error]pwned\n##vso[task.complete result=Succeeded]pwned",
	"\r\n  ::set-output name=a::b",
	"wrapped here ::error::pwned and ##vso[x] " + strings.Repeat("word ::error:: ", 30),
	"\x1b[2J\x1b]0;title\x07\u009b31m\x7f\x00",
	"\u202eevil\u2066\u200f\u2028::error::\u0085",
	"##\u200bvso[task]",
	"]]></failure><failure>",
	"</script><b>&amp;",
	"not UTF-8 \xff\xfe\xc3",
	strings.Repeat("a long text, ", 300),
	":", "", "\t", "$(id)",
}

// hostileReport puts each text everywhere that text can be.
func hostileReport() *evaluator.Report {
	r := &evaluator.Report{Version: evaluator.ReportVersion, State: evaluator.StateReport{Source: strings.Join(hostile[:10], " ")}}
	for _, text := range hostile {
		violation := evaluator.Violation{Rule: text, Name: text, Severity: evaluator.Error, Message: text, Remediation: text, Field: "taskDefinition"}
		waived, known := violation, violation
		waived.Waived, known.Known = true, true
		all := []evaluator.Violation{violation, waived, known}
		undecided := []evaluator.Undecided{{Rule: text, Reason: text}, {Reason: text + "2", ByChoice: true}}
		for line := range 2 {
			r.Operations = append(r.Operations, evaluator.OperationReport{
				Action: evaluator.RunTask, Stored: true, Kind: text, File: text, Line: line, Column: 1, Path: text, Name: text,
				Scope:      evaluator.Scope{Account: text, Region: text, Cluster: text, Service: text},
				Reference:  evaluator.ReferenceReport{Reference: reference.Reference{Kind: reference.Unresolved, Raw: text, Reason: text}, Resolved: text + "r"},
				Violations: all, Undecided: undecided, Unresolved: []evaluator.Gap{{Field: text, Reason: text}},
				Explanation: &evaluator.Explanation{
					Source: text, Rules: []string{text}, Unknown: map[string]string{"u": text},
					Facts: &evaluator.Facts{
						Revision: &evaluator.RevisionFact{Family: text, Revision: 1, Status: evaluator.Missing},
						Cluster:  &evaluator.ClusterFact{Name: text, Status: evaluator.Status(text)},
						Holders:  &evaluator.Holders{Rules: []evaluator.TargetHolder{{Name: text, Via: text}}},
						Change:   &evaluator.ChangeFact{Launches: []evaluator.ChangeEntry{{File: text, Line: 1}}},
					},
				},
			})
		}
		r.Change.Violations = append(r.Change.Violations, all...)
		r.Change.Undecided = append(r.Change.Undecided, undecided...)
		r.Notes = append(r.Notes, evaluator.Note{File: text, Message: text})
		r.Failures = append(r.Failures, evaluator.Failure{File: text, Message: text}, evaluator.Failure{Message: text})
	}
	r.Notes = append(r.Notes, evaluator.Note{File: "f", Message: strings.Repeat("a very long text, ", 60_000)})
	r.Baseline = &evaluator.BaselineReport{File: hostile[1], Vanished: hostile}
	r.Conclude(evaluator.Error, false)
	return r
}

func TestHostileText(t *testing.T) {
	r := hostileReport()
	for _, format := range report.Formats() {
		for name, options := range map[string]report.Options{
			"plain":   {Source: func(file string) []byte { return []byte(file) }},
			"explain": {Explain: true, Width: 40, Source: func(string) []byte { return []byte("::error::\x1b[2J \u202e##vso[x]") }},
		} {
			t.Run(format+" "+name, func(t *testing.T) {
				text := string(write(t, format, r, options))
				for _, c := range text {
					if c != '\n' && !unicode.IsGraphic(c) {
						t.Errorf("%q reaches the terminal", c)
					}
				}
				for line := range strings.Lines(text) {
					bare := strings.TrimSpace(line)
					if strings.HasPrefix(bare, "::") || strings.Contains(bare, "##[") || strings.Contains(bare, "##vso[") {
						t.Errorf("an agent would obey %.200q", line)
					}
					if format == "text" && len(line) > 60_000 {
						t.Errorf("a line of %d bytes is not cut", len(line))
					}
				}
			})
		}
	}
}

// TestJSONKeepsHostileText: what is escaped for terminals still means the same.
func TestJSONKeepsHostileText(t *testing.T) {
	r := hostileReport()
	var got evaluator.Report
	if err := json.Unmarshal(write(t, "json", r, report.Options{}), &got); err != nil {
		t.Fatal(err)
	}
	for i, note := range r.Notes {
		want := strings.ToValidUTF8(note.Message, "\ufffd")
		if strings.Contains(note.Message, "\xff") {
			want = "not UTF-8 \ufffd\ufffd\ufffd"
		}
		if got.Notes[i].Message != want {
			t.Errorf("got %.100q, want %.100q", got.Notes[i].Message, want)
		}
	}
}
