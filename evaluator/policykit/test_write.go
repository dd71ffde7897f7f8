package policykit

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// TestView is how much of a TestReport the text shows.
type TestView struct {
	// Verbose shows passing tests, too.
	Verbose bool
	// Threshold is the coverage that is wanted.
	Threshold float64
}

type testFormat struct {
	name  string
	write func(io.Writer, *TestReport, TestView) error
}

// testFormats are the formats of a TestReport.
func testFormats() []testFormat {
	return []testFormat{
		{"text", writeTestText},
		{"json", func(w io.Writer, r *TestReport, _ TestView) error { return printable.WriteJSON(w, r, "  ") }},
		{"junit", func(w io.Writer, r *TestReport, _ TestView) error { return writeTestJUnit(w, r) }},
		{"lcov", func(w io.Writer, r *TestReport, _ TestView) error { return writeLCOV(w, r) }},
	}
}

// TestFormats lists the names of the formats.
func TestFormats() []string {
	var names []string
	for _, f := range testFormats() {
		names = append(names, f.name)
	}
	return names
}

// WriteTests writes a report in one of TestFormats.
func WriteTests(w io.Writer, format string, report *TestReport, view TestView) error {
	formats := testFormats()
	i := slices.IndexFunc(formats, func(f testFormat) bool { return f.name == format })
	if i < 0 {
		return fmt.Errorf("no format %q: there are %s", format, strings.Join(TestFormats(), ", "))
	}
	return formats[i].write(w, report, view)
}
