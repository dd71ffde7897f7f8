package impact

import (
	"bufio"
	_ "embed"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

//go:embed schema/impact.json
var schema []byte

// Schema returns the JSON schema of impact/v1, draft 2020-12.
func Schema() []byte { return schema }

// jsonFile is impact/v1: the contract that other programs read.
type jsonFile struct {
	Version string    `json:"ecsgate"`
	State   jsonState `json:"state"`
	Impacts []*Impact `json:"impacts"`
}

type jsonState struct {
	Source  string     `json:"source"`
	TakenAt *time.Time `json:"takenAt,omitempty"`
}

// writeJSON writes texts as they are: only what no terminal or CI log should see
// is spelled in another way. Lists that hold nothing are [], never null.
func writeJSON(w *bufio.Writer, impacts []*Impact, options RenderOptions) error {
	file := jsonFile{Version: Version, State: jsonState{Source: options.Source}, Impacts: impacts}
	if !options.TakenAt.IsZero() {
		at := options.TakenAt.UTC()
		file.State.TakenAt = &at
	}
	safe := printable.NewJSONWriter(w)
	err := json.MarshalWrite(safe, file,
		json.Deterministic(true),
		jsonv1.OmitEmptyWithLegacySemantics(true),
		jsontext.AllowInvalidUTF8(true),
		jsontext.WithIndent("  "),
	)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return safe.Close()
}
