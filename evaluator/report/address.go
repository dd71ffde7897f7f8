package report

import (
	"bytes"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// address names what an operation stands in, where its line tells nobody: in files
// that a program wrote, and in those that are one line. It is empty for others, and
// for a request that is a file by itself.
func (s *source) address(op *evaluator.OperationReport) string {
	switch {
	case op == nil || op.Kind == "proposal" || !strings.Contains(op.Path, "."):
		return ""
	case op.Kind == "terraform-plan" || op.Kind == "change-set" || op.Line == 1 && s.oneLine(op.File):
		return op.Path
	default:
		return ""
	}
}

// oneLine reports whether a file has no other line but its first.
func (s *source) oneLine(file string) bool {
	if !isFile(file) {
		return false
	}
	s.open(file)
	first, rest, _ := bytes.Cut(s.data, []byte("\n"))
	return len(first) > 0 && len(bytes.TrimSpace(rest)) == 0
}
