package report

import "github.com/ecsgate/ecsgate/evaluator/printable"

// Clean makes text from a file, a rule or ECS fit for a terminal and for a CI
// log: printable.Clean.
func Clean(text string) string { return printable.Clean(text) }

func columns(text string) int              { return printable.Columns(text) }
func columnsOf(r rune) int                 { return printable.ColumnsOf(r) }
func cutAt(text string, limit int) string  { return printable.Cut(text, limit) }
func wrap(text string, limit int) []string { return printable.Wrap(text, limit) }
