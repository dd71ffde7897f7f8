package report

import (
	"bufio"
	_ "embed"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

//go:embed schema/report.json
var schema []byte

// Schema returns the JSON schema of report/v1, draft 2020-12.
func Schema() []byte { return schema }

// writeJSON writes report/v1: the contract that other programs read. Lists that
// hold nothing are [], never null.
func writeJSON(w *bufio.Writer, report *evaluator.Report, options Options) error {
	if !options.Explain {
		report = unexplained(report)
	}
	return writeIndented(w, report, jsonv1.OmitEmptyWithLegacySemantics(true))
}

// writeIndented writes a value as JSON that is safe for a terminal and a CI log.
func writeIndented(w *bufio.Writer, value any, options ...json.Options) error {
	safe := printable.NewJSONWriter(w)
	err := json.MarshalWrite(safe, value,
		json.Deterministic(true),
		jsontext.AllowInvalidUTF8(true),
		jsontext.WithIndent("  "),
		json.JoinOptions(options...),
	)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return safe.Close()
}

// unexplained is the report without the explanations that another format asked
// for.
func unexplained(report *evaluator.Report) *evaluator.Report {
	short := *report
	short.Operations = slices.Clone(report.Operations)
	for i := range short.Operations {
		short.Operations[i].Explanation = nil
	}
	return &short
}
