package report

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// summary counts, names the state and gives the verdict.
func (t *textReport) summary() {
	t.unlooked()
	t.cutOff()
	s := t.report.Summary
	t.line("", violationCount(s.Violations)+" in "+scope(t.report)+separator+decided(t.report))
	if more := t.beside(s); more != "" {
		t.line("", more)
	}
	if t.report.State.Source == evaluator.OfflineSource {
		t.line("", "state: not looked at, by choice (--offline)")
	} else {
		t.line("", "state: "+t.stateAge())
	}
	if t.report.Configuration != "" {
		t.line("", "configuration: "+printable.Clean(t.report.Configuration))
	}
	t.verdict()
}

func (t *textReport) verdict() {
	verdict := t.in(verdictPaint(t.report.Verdict), string(t.report.Verdict))
	note := t.broken(printable.Columns("verdict: "+string(t.report.Verdict)+" "), t.verdictNote())
	t.WriteString("verdict: " + verdict + " " + strings.Join(note, "\n"+hanging) + "\n")
}

// quietSummary gives the verdict alone, and not even that where all is admitted
// and nothing was found.
func (t *textReport) quietSummary() {
	t.cutOff()
	if t.listing.shown > 0 || t.report.Verdict != evaluator.VerdictAdmitted {
		t.verdict()
	}
}

// cutOff says which findings a terminal does not show.
func (t *textReport) cutOff() {
	if text := t.listing.cut(); text != "" {
		t.line(bold, text)
		t.gap(1)
	}
}

func violationCount(c evaluator.SeverityCount) string {
	total := c.Error + c.Warning + c.Info
	if total == 0 {
		return "no violations"
	}
	return count(total, "violation") + " (" + counts(count(c.Error, "error"), count(c.Warning, "warning"), fmt.Sprintf("%d info", c.Info)) + ")"
}

func scope(r *evaluator.Report) string {
	s := r.Summary
	if s.Files == 0 {
		return count(s.Operations, judged(r))
	}
	return count(s.Operations, "operation") + " of " + count(s.Files, "file")
}

// decided says aloud how much of the work could be done.
func decided(r *evaluator.Report) string {
	s := r.Summary
	if s.Operations == 0 {
		return "nothing to decide"
	}
	text := fmt.Sprintf("%d of %s decided, %d admitted", s.Decided, count(s.Operations, judged(r)), s.Admitted)
	if n := blindly(r); n > 0 {
		text += fmt.Sprintf(", %d of them with a rule that could not look", n)
	}
	return text
}

// blindly counts the operations that are admitted although a rule could not look:
// one that would not have failed the run.
func blindly(r *evaluator.Report) int {
	n := 0
	for i := range r.Operations {
		if op := &r.Operations[i]; op.Outcome == evaluator.VerdictAdmitted && len(op.Undecided) > 0 {
			n++
		}
	}
	return n
}

// judged says what was judged: requests, or what holds revisions in the account.
func judged(r *evaluator.Report) string {
	if audits(r) {
		return "holder"
	}
	return "operation"
}

// beside counts what is neither a violation nor admitted.
func (t *textReport) beside(s evaluator.Summary) string {
	known := ""
	if b := t.report.Baseline; b != nil {
		known = fmt.Sprintf("%d known and %d new against the baseline %s", b.Known, b.New, printable.Clean(b.File))
		if n := len(b.Vanished); n > 0 {
			known += fmt.Sprintf(" (%d no longer found)", n)
		}
	}
	unread := unreadParts(t.report)
	parts := []string{
		count(s.Undecided, "undecided operation"),
		count(unread, "part") + " of the state not looked through",
		count(len(t.report.Change.Undecided)-unread, "rule") + " undecided on " + wholeName(t.report),
		count(s.Waived, "waived violation"),
		count(s.Failures, "failure"),
	}
	text := counts(parts...)
	if text != "" && known != "" {
		text += separator
	}
	return text + known
}

// verdictNote gives the exit code, and says what an admission by it is not.
func (t *textReport) verdictNote() string {
	note := fmt.Sprintf("(exit code %d)", t.report.ExitCode)
	if t.report.ExitCode == 0 && t.report.Verdict == evaluator.VerdictUndecided {
		note += ": nothing was refused, but not everything was decided"
	}
	return note
}
