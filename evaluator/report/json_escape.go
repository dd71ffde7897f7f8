package report

import (
	"io"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// WriteJSON writes any value as encoding/json spells it, safe for a terminal and
// a CI log as a report is.
func WriteJSON(w io.Writer, value any, indent string) error {
	return printable.WriteJSON(w, value, indent)
}
