package report

import (
	"bufio"
	"cmp"
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// defaultWidth is the width of a report that goes to no terminal, minWidth the
// narrowest that is heeded.
const (
	defaultWidth = 100
	minWidth     = 40
)

// textReport writes a report for people.
//
// What is found begins with "file:line:column: label: message", which is one
// line whatever its length, so that editors and grep can read it; what explains
// it is indented and broken at the width. Admitted operations are only counted,
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
}

func writeText(w *bufio.Writer, report *evaluator.Report, options Options) error {
	t := &textReport{
		Writer:  w,
		report:  report,
		options: options,
		width:   max(minWidth, cmp.Or(options.Width, defaultWidth)),
		source:  source{read: options.Source},
	}
	for i := range report.Operations {
		t.operation(&report.Operations[i])
	}
	t.change()
	for _, note := range report.Notes {
		t.heading(place(note.File, note.Line, 0), dim, "note", note.Message)
	}
	t.gap(len(report.Notes))
	for _, failure := range report.Failures {
		t.heading(place(failure.File, failure.Line, failure.Column), bold, "failure", failure.Message)
	}
	t.gap(len(report.Failures))
	t.vanished()
	t.ruleTexts()
	t.summary()
	return nil
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
	return strings.TrimSuffix(Clean(text+":"), ":")
}

// heading writes the line that a finding begins with. The place is clean.
func (t *textReport) heading(place string, p paint, label, message string, rules ...string) {
	if place != "" {
		t.WriteString(t.in(bold, place) + ": ")
	}
	t.WriteString(t.in(p, label) + ": " + Clean(message))
	t.tags(rules)
	t.WriteByte('\n')
}

// tags ends a line with the ids of the rules that it is about.
func (t *textReport) tags(rules []string) {
	if len(rules) > 0 {
		t.WriteString("  " + t.in(dim, "["+Clean(strings.Join(rules, ", "))+"]"))
	}
}

// paragraph writes text under a label, broken at the width. The text is clean.
func (t *textReport) paragraph(label, text string) {
	if text == "" {
		return
	}
	for i, line := range wrap(text, t.width-len(label)-3) {
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
