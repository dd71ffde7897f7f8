package report_test

import (
	"encoding/json"
	"fmt"
	"regexp"
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
	"a|b `c` *d* [e](javascript:f) <img src=x onerror=g> @all #1 $h$ https://evil.example",
	"%0A::error::x,title=y;]%0D", "not ok 1 # TODO\n1..0\nBail out!", "..",
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
	long := proposal()
	long.Violations[0].Message = strings.Repeat("a million characters", 50_000)
	r.Operations = append(r.Operations, long)
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
					if obeyed(format, line) {
						t.Errorf("an agent would obey %.200q", line)
					}
					if format != "json" && len(line) > 200_000 {
						t.Errorf("a line of %d bytes is not cut", len(line))
					}
				}
			})
		}
	}
}

// own are the commands that a format is made of, with nothing in them that could
// end them early.
var own = map[string]*regexp.Regexp{
	"github": regexp.MustCompile(`^::((error|warning|notice) (file=[^:,]*,line=[1-9]\d*,(col=[1-9]\d*,)?)?title=[^:,]*::|group::|endgroup::)`),
	"azure":  regexp.MustCompile(`^##vso\[task\.logissue type=(error|warning);(sourcepath=[^;\]]*;linenumber=[1-9]\d*;(columnnumber=[1-9]\d*;)?)?code=[^;\]]*;\]`),
}

// obeyed reports whether a line holds a command for the agent that scans a log,
// beside the one that the format is made of.
func obeyed(format, line string) bool {
	bare := strings.TrimSpace(line)
	if command := own[format]; command != nil && command.MatchString(line) {
		bare = "-" + command.ReplaceAllLiteralString(bare, "")
	}
	return strings.HasPrefix(bare, "::") || anyCommand.MatchString(bare)
}

var anyCommand = regexp.MustCompile(`##[a-zA-Z]*\[`)

// TestHostileTAP: no name ends the tests, or is one.
func TestHostileTAP(t *testing.T) {
	lines := strings.Split(string(write(t, "tap", hostileReport(), report.Options{})), "\n")
	points := 0
	point := regexp.MustCompile(`^(not )?ok \d+ - [^#\\]*(\\.[^#\\]*)*( # (SKIP|TODO) [^#\\]*(\\.[^#\\]*)*)?$`)
	for _, line := range lines[2 : len(lines)-1] {
		switch {
		case strings.HasPrefix(line, "# "):
		case point.MatchString(line):
			points++
		default:
			t.Errorf("%.200q is no line of TAP", line)
		}
	}
	if want := fmt.Sprintf("1..%d", points); lines[1] != want {
		t.Errorf("got plan %q, want %q", lines[1], want)
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
