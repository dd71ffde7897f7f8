package config

import (
	"bytes"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
)

// Write writes the baseline as baseline/v1: one line for each finding, so that
// a diff shows which ones came and went.
func (b Baseline) Write(w io.Writer) error {
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n  \"ecsgate\": %q,\n  \"findings\": [", baselineVersion)
	for i, f := range b.Findings {
		if i > 0 {
			text.WriteByte(',')
		}
		line, err := json.Marshal(f)
		if err != nil {
			return fmt.Errorf("encode baseline: %w", err)
		}
		text.WriteString("\n    ")
		text.Write(line)
	}
	if len(b.Findings) > 0 {
		text.WriteString("\n  ")
	}
	text.WriteString("]\n}\n")
	if _, err := text.WriteTo(w); err != nil {
		return fmt.Errorf("write baseline: %w", err)
	}
	return nil
}
