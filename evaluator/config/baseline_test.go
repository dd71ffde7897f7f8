package config_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func conclude(r *evaluator.Report) { r.Conclude(evaluator.Error, false) }

// update is an UpdateService of one service with violations.
func update(file, ref string, violations ...evaluator.Violation) evaluator.OperationReport {
	return evaluator.OperationReport{
		Action: evaluator.UpdateService, File: file, Line: 3, Column: 3, Path: "taskDefinition",
		Scope:      evaluator.Scope{Cluster: "prod", Service: "web"},
		Reference:  evaluator.ReferenceReport{Reference: reference.Reference{Kind: reference.Revision, Raw: ref}},
		Violations: violations,
	}
}

func violation(rule string, severity evaluator.Severity) evaluator.Violation {
	return evaluator.Violation{Rule: rule, Severity: severity, Message: "m", Line: 3, Column: 21}
}

func reportOf(operations ...evaluator.OperationReport) *evaluator.Report {
	r := &evaluator.Report{Version: evaluator.ReportVersion, Operations: operations}
	conclude(r)
	return r
}

func TestBaselineFile(t *testing.T) {
	waived := violation("ECS106", evaluator.Error)
	waived.Waived = true
	r := reportOf(
		update("./deploy/web.json", "web:41", violation("ECS103", evaluator.Error), waived),
		update("deploy/web.json", "web:41", violation("ECS103", evaluator.Error)),
		update("a <b>\xff.json", "${TAG}", violation("ECS112", evaluator.Warning)),
	)
	r.Change.Violations = []evaluator.Violation{violation("ECS312", evaluator.Error)}
	got := text(t, config.BaselineOf(r, everything()))
	want := `{
  "ecsgate": "baseline/v1",
  "findings": [
    {"rule":"ECS312","severity":"error","file":"","action":"","path":"","reference":"","cluster":"","service":"","count":1},
    {"rule":"ECS112","severity":"warning","file":"a <b>` + "\ufffd" + `.json","action":"UpdateService","path":"taskDefinition","reference":"${TAG}","cluster":"prod","service":"web","count":1},
    {"rule":"ECS103","severity":"error","file":"deploy/web.json","action":"UpdateService","path":"taskDefinition","reference":"web:41","cluster":"prod","service":"web","count":2}
  ]
}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	read := mustRead(t, got)
	if again := text(t, *read); again != got {
		t.Errorf("read and written again:\n%s", again)
	}
	read.Apply(r, everything(), conclude)
	wantReport := &evaluator.BaselineReport{File: "ci/baseline.json", Known: 4, Vanished: []string{}}
	if !reflect.DeepEqual(r.Baseline, wantReport) || r.ExitCode != 0 || r.Verdict != evaluator.VerdictAdmitted {
		t.Errorf("got %+v, exit code %d, verdict %s", r.Baseline, r.ExitCode, r.Verdict)
	}
}

func TestEmptyBaseline(t *testing.T) {
	got := text(t, config.BaselineOf(reportOf(), everything()))
	want := "{\n  \"ecsgate\": \"baseline/v1\",\n  \"findings\": []\n}\n"
	if got != want {
		t.Errorf("got %s", got)
	}
	r := reportOf(update("w.json", "web:41", violation("ECS103", evaluator.Error)))
	mustRead(t, got).Apply(r, everything(), conclude)
	if r.ExitCode != 1 || r.Baseline.New != 1 {
		t.Errorf("got exit code %d, %+v", r.ExitCode, r.Baseline)
	}
}

func text(t *testing.T, b config.Baseline) string {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func mustRead(t *testing.T, text string) *config.Baseline {
	t.Helper()
	b, err := config.ReadBaseline([]byte(text), "ci/baseline.json")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestReadBaselineRefuses(t *testing.T) {
	finding := `{"rule":"ECS103","file":"web.json","count":1}`
	for _, test := range []struct{ name, text, want string }{
		{"nothing", ``, "b.json:1:1: "},
		{"truncated", `{"ecsgate":"baseline/v1","findings":[`, "b.json:1:38: "},
		{"a list", `[]`, "b.json:1:1: not a baseline"},
		{"no version", `{"findings":[]}`, "b.json:1:1: not a baseline"},
		{"another version", "{\n \"ecsgate\":\"baseline/v2\",\"findings\":[]}", "b.json:2:12: not a baseline"},
		{"a report", `{"ecsgate":"report/v1"}`, "b.json:1:12: not a baseline"},
		{"no findings", `{"ecsgate":"baseline/v1"}`, `b.json:1:1: "findings" must be a list`},
		{"findings that are null", `{"ecsgate":"baseline/v1","findings":null}`, `b.json:1:1: "findings" must be a list`},
		{"an unknown member", `{"ecsgate":"baseline/v1","findings":[],"rules":[]}`, `b.json:1:40: unknown member "rules"`},
		{"a member twice", `{"ecsgate":"baseline/v1","findings":[],"findings":[]}`, `b.json:1:40: duplicate name "findings"`},
		{"an unknown member of a finding", list(`{"rule":"ECS103","line":3}`), `b.json:2:18: unknown member "line"`},
		{"no object", list(`"ECS103"`), "b.json:2:1: a finding must be an object, not a string"},
		{"no rule", list(`{"file":"web.json"}`), `b.json:2:1: the finding names no "rule"`},
		{"a rule that is a number", list(`{"rule":103}`), `b.json:2:9: "rule" must be a string`},
		{"an unknown severity", list(`{"rule":"ECS103","severity":"fatal"}`), `b.json:2:29: unknown severity "fatal"`},
		{"a count of 0", list(`{"rule":"ECS103","count":0}`), `b.json:2:26: "count" must be`},
		{"a count that is text", list(`{"rule":"ECS103","count":"1"}`), `b.json:2:26: "count" must be`},
		{"a count that overflows", list(`{"rule":"ECS103","count":99999999999999999999}`), `b.json:2:26: "count" must be`},
		{"a finding twice", list(finding + ",\n" + finding), "b.json:3:1: the finding is given twice"},
		{"a hostile name", list(`{"` + strings.Repeat("\\u001b[", 500) + `":1}`), `b.json:2:2: unknown member "\x1b[`},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, err := config.ReadBaseline([]byte(test.text), "b.json")
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Fatalf("got %v, want %s…", err, test.want)
			}
			if b != nil || len(err.Error()) > 400 || strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("got %v and the error %q", b, err)
			}
		})
	}
}

// list is a baseline with findings from its second line on.
func list(findings string) string {
	return "{\"ecsgate\":\"baseline/v1\",\"findings\":[\n" + findings + "]}"
}

func FuzzReadBaseline(f *testing.F) {
	f.Add([]byte(list(`{"rule":"ECS103","severity":"error","file":"web.json","count":2}`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := config.ReadBaseline(data, "b.json")
		if err != nil {
			return
		}
		again, err := config.ReadBaseline([]byte(text(t, *b)), "b.json")
		if err != nil || !reflect.DeepEqual(again, b) {
			t.Errorf("written and read again: %+v, %v; want %+v", again, err, b)
		}
	})
}
