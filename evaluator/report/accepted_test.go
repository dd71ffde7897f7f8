package report_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// TestWaiverIsNamed: whoever meets a finding that does not count is told on whose
// word, until when and why.
func TestWaiverIsNamed(t *testing.T) {
	op := refused()
	op.Violations = op.Violations[:1]
	op.Violations[0].Waived = true
	op.Violations[0].Waiver = &evaluator.Waiver{Owner: "dana", Until: "2027-01-31", Reason: "waits for the move"}
	r := &evaluator.Report{Operations: []evaluator.OperationReport{op}}
	r.Conclude(evaluator.Error, false)
	for _, format := range []string{"table", "sarif", "junit", "tap", "github", "gitlab", "azure", "markdown"} {
		text := string(write(t, format, r, report.Options{Width: 200}))
		if want := "waived by dana until 2027-01-31 (waits for the move)"; !strings.Contains(text, want) {
			t.Errorf("%s: %q is missing in\n%s", format, want, text)
		}
	}
}
