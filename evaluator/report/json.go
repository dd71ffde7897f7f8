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
	safe := &jsonEscaper{w: w}
	err := json.MarshalWrite(safe, report,
		json.Deterministic(true),
		jsonv1.OmitEmptyWithLegacySemantics(true),
		jsontext.AllowInvalidUTF8(true),
		jsontext.WithIndent("  "),
	)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return safe.close()
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
