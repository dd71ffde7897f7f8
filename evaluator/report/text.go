package report

import (
	"bufio"
	"cmp"
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// defaultWidth is the width of a report that goes to no terminal, minWidth the
// narrowest that is heeded.
const (
	defaultWidth = 100
	minWidth     = 20
)

// textReport writes a report for people.
//
// What is found begins with "file:line:column: label: message", which is one
// line whatever its length, so that editors and grep can read it, but broken at
// spaces on a terminal, which would break it anywhere; what explains it is indented
// and broken at the width. Admitted operations are only counted,
// unless the facts were asked for.
//
// Every text that is not this program's own goes through clean, and each line
// begins with such text cleaned as a whole or with this program's own.
type textReport struct {
	*bufio.Writer
	report  *evaluator.Report
	options Options
	width   int
	source  source
	// choices are what nobody wanted to look at: told once, not everywhere.
	choices choices
	listing listing
}

func writeText(w *bufio.Writer, report *evaluator.Report, options Options) error {
	t := &textReport{
		Writer:  w,
		report:  report,
		options: options,
		width:   max(minWidth, cmp.Or(options.Width, defaultWidth)),
		source:  source{read: options.Source},
		listing: newListing(report, options),
	}
	for i := range report.Operations {
		t.operation(&report.Operations[i])
	}
	t.change()
	t.notes()
	t.failures()
	if options.Quiet {
		t.quietSummary()
		return nil
	}
	t.vanished()
	t.ruleTexts()
	t.summary()
	return nil
}

func (t *textReport) notes() {
	lines := 0
	for _, note := range t.report.Notes {
		kind := kindNote
		if note.Unseen {
			kind = kindUnseen
		}
		if t.listing.takes(string(kind)) {
			t.heading(place(note.File, note.Line, 0), dim, "note", note.Message)
			lines++
		}
	}
	t.gap(lines)
}

func (t *textReport) failures() {
	lines := 0
	for _, failure := range t.report.Failures {
		if t.listing.takes(string(kindFailure)) {
			t.heading(place(failure.File, failure.Line, failure.Column), bold, "failure", failure.Message)
			lines++
		}
	}
	t.gap(lines)
}

// place writes "file:line:column", as far as it is known, and cleans it as a
// whole, with the colon that follows it: a file may be called ":".
func place(file string, line, column int) string {
	text := file
	if line > 0 {
		text += fmt.Sprintf(":%d", line)
		if column > 0 {
			text += fmt.Sprintf(":%d", column)
		}
	}
	return strings.TrimSuffix(printable.Clean(text+":"), ":")
}

// paragraph writes text under a label, broken at the width. The text is clean.
func (t *textReport) paragraph(label, text string) {
	if text == "" {
		return
	}
	for i, line := range printable.Wrap(text, t.width-len(label)-3) {
		if i > 0 {
			label = strings.Repeat(" ", len(label))
		}
		t.WriteString("  " + t.in(dim, label) + " " + line + "\n")
	}
}

// gap sets off what was written.
func (t *textReport) gap(written int) {
	if written > 0 {
		t.WriteByte('\n')
	}
}
