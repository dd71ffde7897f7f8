package report

import (
	"bufio"
	_ "embed"
	"fmt"

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
func writeJSON(w *bufio.Writer, report *evaluator.Report, _ Options) error {
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
