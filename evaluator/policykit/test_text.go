package policykit

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// writeTestText writes for people: what does not pass first, sums last.
func writeTestText(w io.Writer, report *TestReport, view TestView) error {
	var b strings.Builder
	for i := range report.Tests {
		if test := &report.Tests[i]; test.Outcome == Failed || test.Outcome == Broken {
			writeObjection(&b, test)
		}
	}
	for i := range report.Tests {
		switch test := &report.Tests[i]; test.Outcome {
		case Passed:
			if view.Verbose {
				writeHeadline(&b, "pass", test)
				writeBlock(&b, "printed ", strings.Split(test.Printed, "\n"))
			}
		case Skipped:
			writeHeadline(&b, "skip", test)
		}
	}
	for _, file := range report.Coverage.Files {
		for _, missed := range file.Missed {
			fmt.Fprintf(&b, "%s:%s: no test runs this\n", printable.Clean(file.File), missed)
		}
	}
	fmt.Fprintf(&b, "%s\n%s\n", report.Summary, report.Coverage.text(view.Threshold))
	_, err := io.WriteString(w, b.String())
	return err
}

// writeObjection shows a test that does not pass: where, and why.
func writeObjection(b *strings.Builder, test *TestResult) {
	word := "FAIL"
	if test.Outcome == Broken {
		word = "BROKEN"
	}
	writeHeadline(b, word, test)
	if test.Reason != "" {
		writeBlock(b, "", []string{test.Reason})
	}
	for _, name := range test.Cases {
		writeBlock(b, "", []string{"case " + name})
	}
	if test.At != "" {
		writeBlock(b, "", []string{test.At})
		writeBlock(b, "", test.Shown)
	}
	writeBlock(b, "printed ", strings.Split(test.Printed, "\n"))
}

func writeHeadline(b *strings.Builder, word string, test *TestResult) {
	fmt.Fprintf(b, "%s %s %s:%d\n", word, printable.Clean(test.FullName()), printable.Clean(test.File), test.Line)
}

// writeBlock writes lines below a headline; none of an empty text.
func writeBlock(b *strings.Builder, prefix string, lines []string) {
	for _, line := range lines {
		if line != "" {
			fmt.Fprintf(b, "  %s%s\n", prefix, printable.Clean(line))
		}
	}
}

// String counts what became of the tests.
func (s TestSummary) String() string {
	text := fmt.Sprintf("%d tests", s.Tests)
	if s.Tests == 1 {
		text = "1 test"
	}
	text += fmt.Sprintf(": %d passed", s.Passed)
	for _, other := range []struct {
		n    int
		word string
	}{{s.Failed, "failed"}, {s.Broken, "broken"}, {s.Skipped, "skipped"}} {
		if other.n > 0 {
			text += fmt.Sprintf(", %d %s", other.n, other.word)
		}
	}
	return text
}

// text never rounds up: what is not whole must not read as 100.
func (c Coverage) text(threshold float64) string {
	text := fmt.Sprintf("coverage: %.1f %% (%d of %d lines)", math.Floor(c.Percent*10)/10, c.Covered, c.Lines)
	if c.Percent < threshold {
		text += fmt.Sprintf(", below the threshold of %g %%", threshold)
	}
	return text
}

// String writes lines as 3 or 3-5.
func (l Lines) String() string {
	if l.From == l.To {
		return fmt.Sprint(l.From)
	}
	return fmt.Sprintf("%d-%d", l.From, l.To)
}
