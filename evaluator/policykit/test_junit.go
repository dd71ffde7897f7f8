package policykit

import (
	"io"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/junit"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// writeTestJUnit writes a suite for each package of tests.
func writeTestJUnit(w io.Writer, report *TestReport) error {
	all := junit.New("ecsgate test")
	for i := range report.Tests {
		all.Add(printable.Clean(report.Tests[i].Package), junitOf(&report.Tests[i]))
	}
	return all.Write(w)
}

func junitOf(test *TestResult) junit.Case {
	c := junit.Case{
		Name: printable.Clean(test.Name), Class: printable.Clean(test.Package), File: printable.Clean(test.File), Line: test.Line,
		Time: test.Seconds, Out: cleanLines(test.Printed),
	}
	var b strings.Builder
	switch test.Outcome {
	case Failed:
		writeObjection(&b, test)
		c.Failure = &junit.Result{Message: "the test is not true", Text: b.String()}
	case Broken:
		writeObjection(&b, test)
		c.Error = &junit.Result{Message: printable.Clean(test.Reason), Text: b.String()}
	case Skipped:
		c.Skipped = &junit.Result{Message: "its name begins with todo_"}
	}
	return c
}

func cleanLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printable.Clean(line)
	}
	return strings.Join(lines, "\n")
}
