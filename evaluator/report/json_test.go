package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

func TestJSONFitsItsSchema(t *testing.T) {
	schema := compileSchema(t)
	for name, r := range map[string]*evaluator.Report{
		"sample":  sample(),
		"hostile": hostileReport(),
		"empty":   {Version: evaluator.ReportVersion, Verdict: evaluator.VerdictUndecided},
		"waived": {
			Version: evaluator.ReportVersion, Verdict: evaluator.VerdictAdmitted, Configuration: ".ecsgate.yaml",
			Change: evaluator.ChangeReport{Violations: []evaluator.Violation{{
				Rule: "ACME1", Severity: evaluator.Error, Waived: true,
				Waiver: &evaluator.Waiver{Reason: "r", Owner: "o", Until: "2027-01-31", File: ".ecsgate.yaml", Line: 3},
			}}},
		},
		"bare": {
			Version: evaluator.ReportVersion, Verdict: evaluator.VerdictAdmitted,
			Operations: []evaluator.OperationReport{{
				Action: evaluator.RunTask, Reference: named("absent", "", "", 0), Outcome: evaluator.VerdictAdmitted,
				Explanation: &evaluator.Explanation{Facts: &evaluator.Facts{Holders: &evaluator.Holders{}, Service: &evaluator.ServiceFact{Status: evaluator.Missing}}},
			}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			text := write(t, "json", r, report.Options{})
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%v", err)
			}
		})
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("report.json", text); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestSchemaRefuses makes sure that the schema is one: it closes every object.
func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	good := string(write(t, "json", sample(), report.Options{Explain: true}))
	for _, test := range []struct{ name, old, new string }{
		{"an unknown member", `"exitCode": 1`, `"exitCode": 1, "extra": 1`},
		{"an unknown member of an operation", `"outcome": "admitted"`, `"outcome": "admitted", "extra": 1`},
		{"an unknown member of a fact", `"latestActive": 12`, `"latestActive": 12, "extra": 1`},
		{"another version", "report/v1", "report/v2"},
		{"null for a list", `"unresolved": []`, `"unresolved": null`},
		{"an outcome that is none", `"outcome": "admitted"`, `"outcome": "failure"`},
		{"a severity that is none", `"severity": "warning"`, `"severity": "fatal"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			bad := strings.Replace(good, test.old, test.new, 1)
			if bad == good {
				t.Fatalf("%s is not in the report", test.old)
			}
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(bad))
			if err != nil {
				t.Fatal(err)
			}
			if schema.Validate(value) == nil {
				t.Error("the schema accepts it")
			}
		})
	}
}
