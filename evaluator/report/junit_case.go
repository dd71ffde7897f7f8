package report

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/junit"
)

func newJUnitCase(c *testCase, suite string) junit.Case {
	test := junit.Case{Name: c.name, Class: suite}
	if isFile(c.suite) && c.suite != "" && c.suite != changePlace && c.suite != statePlace {
		test.File, test.Line = suite, max(0, c.line)
	}
	var lines []string
	for i := range c.findings {
		lines = append(lines, caseLine(&c.findings[i]))
	}
	result := &junit.Result{Message: cutText(c.reason()), Type: c.kind(), Text: strings.Join(lines, "\n")}
	switch c.outcome {
	case refused:
		test.Failure = result
	case broken:
		test.Error = result
	case skipped, excused:
		test.Skipped = result
	default:
		test.Out = result.Text
	}
	return test
}

// junitResults are the parts of a case that hold text.
func junitResults(c *junit.Case) []*junit.Result {
	return slices.DeleteFunc([]*junit.Result{c.Failure, c.Error, c.Skipped}, func(r *junit.Result) bool { return r == nil })
}

func junitSize(c *junit.Case) int {
	size := len(c.Out)
	for _, r := range junitResults(c) {
		size += len(r.Message) + len(r.Text)
	}
	return size
}

// stripJUnit takes the texts off a case: how it ended stays.
func stripJUnit(c *junit.Case) {
	c.Out = ""
	for _, r := range junitResults(c) {
		r.Message, r.Text = "", ""
	}
}
