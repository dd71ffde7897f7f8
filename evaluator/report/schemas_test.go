package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// TestFormatsFitTheirSchemas holds the formats of others to the schemas that are
// checked in beside ours.
func TestFormatsFitTheirSchemas(t *testing.T) {
	nowhere := &evaluator.Report{
		Operations: []evaluator.OperationReport{{Line: -1, Column: -1, Violations: []evaluator.Violation{{Rule: "X", Line: -3, Column: -7}}}},
		Change:     evaluator.ChangeReport{Violations: []evaluator.Violation{{Rule: "X"}}},
		Failures:   []evaluator.Failure{{}},
	}
	for format, file := range map[string]string{"sarif": "schema/sarif-2.1.0.json", "gitlab": "schema/gitlab.json"} {
		schema := compileFile(t, file)
		for name, r := range map[string]*evaluator.Report{
			"sample": sample(), "hostile": hostileReport(), "nowhere": nowhere, "empty": {},
		} {
			t.Run(format+" "+name, func(t *testing.T) {
				text := write(t, format, r, report.Options{Rules: catalogue()})
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
}

func compileFile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(name, value); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestRegions: GitHub refuses a file with a line or a column that is 0.
func TestRegions(t *testing.T) {
	for _, r := range []*evaluator.Report{sample(), hostileReport()} {
		var log struct {
			Runs []struct{ Results []sarifResult }
		}
		if err := json.Unmarshal(write(t, "sarif", r, report.Options{}), &log); err != nil {
			t.Fatal(err)
		}
		if len(log.Runs[0].Results) == 0 {
			t.Fatal("no result")
		}
		for _, result := range log.Runs[0].Results {
			if len(result.Locations) != 1 || result.RuleID == "" && result.Message.Text != "" {
				t.Errorf("got %+v", result)
				continue
			}
			where := result.Locations[0].PhysicalLocation
			if where.Region.StartLine < 1 || where.ArtifactLocation.URI == "" {
				t.Errorf("got %+v", where)
			}
		}
	}
}

// sarifResult is what the tests read of a result.
type sarifResult struct {
	RuleID              string
	Level               string
	Message             struct{ Text string }
	PartialFingerprints map[string]string
	Locations           []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           struct{ StartLine, StartColumn int }
		}
	}
}
