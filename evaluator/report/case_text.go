package report

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// suiteName is the path of a file, or what stands for it.
func suiteName(file string, locator locator) string {
	switch file {
	case "":
		return program
	case changePlace, statePlace:
		return file
	}
	return printable.Clean(locator.name(file))
}

// shows reports whether a finding is among those for which the case ended so.
func (c *testCase) shows(f *finding) bool {
	switch c.outcome {
	case refused:
		return f.kind == kindViolation && f.accepted == ""
	case excused:
		return f.accepted != ""
	case skipped, broken:
		return f.kind != kindViolation
	default:
		return true
	}
}

// reason is why a case did not pass, in one line.
func (c *testCase) reason() string {
	var words []string
	for i := range c.findings {
		if f := &c.findings[i]; c.shows(f) {
			words = append(words, printable.Clean(f.about()+": "+f.text()))
		}
	}
	return strings.Join(words, "; ")
}

// kind groups cases by what they show: the id of the rule, or a kind of finding.
func (c *testCase) kind() string {
	for i := range c.findings {
		if f := &c.findings[i]; c.shows(f) {
			return printable.Clean(f.rule())
		}
	}
	return ""
}

// caseLine is one finding in a case's text.
func caseLine(f *finding) string {
	line := f.label() + ": " + printable.Clean(f.located(f.text()))
	if len(f.rules) > 0 {
		line += "  [" + printable.Clean(strings.Join(f.rules, ", ")) + "]"
	}
	if at := f.place(); at != "" {
		line = at + ": " + line
	}
	if f.remediation != "" && f.accepted == "" {
		line += "  do: " + printable.Clean(f.remediation)
	}
	return line
}

// remarks are what a report of tests has beside its tests: the notes, and what
// the text report ends with.
func remarks(report *evaluator.Report, options Options) []string {
	c := collector{report: report}
	c.notes()
	var lines []string
	for i := range c.list {
		if c.list[i].kind == kindNote {
			lines = append(lines, caseLine(&c.list[i]))
		}
	}
	return append(lines, summaryLines(report, options)...)
}
