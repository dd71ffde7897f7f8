package report

import (
	"cmp"
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// testCase is an operation as a report of tests has it: one test. The change as a
// whole, a file that could not be read and one that nobody looked at are tests,
// too, when there is something to say of them.
type testCase struct {
	// suite is the file, name what is asked; no two cases share both.
	suite, name string
	line        int
	outcome     outcome
	// findings are what was found, or could not be.
	findings []finding
}

// outcome is how a case ended. A run that ends with exit code 0 has no case that
// is refused or broken, every other run has one.
type outcome int

const (
	passed  outcome = iota
	skipped         // not known, which the run was asked to put up with
	excused         // refused, but waived or in the baseline
	refused         // a rule says no
	broken          // could not be decided, or the program failed
)

// cases turns a report into tests.
func cases(report *evaluator.Report, options Options) []testCase {
	j := judge{report: report, failOn: cmp.Or(options.FailOn, evaluator.Error), strict: options.Strict}
	c := collector{report: report, source: source{read: options.Source}, everything: true, list: make([]finding, 0, len(report.Operations))}
	list := make([]testCase, 0, len(report.Operations))
	for i := range report.Operations {
		op := &report.Operations[i]
		found := c.since(func() { c.operation(op) })
		list = append(list, testCase{suite: op.File, name: printable.Clean(requestOf(op)), line: op.Line, outcome: j.operation(op), findings: found})
	}
	if found := c.since(c.change); len(found) > 0 {
		list = append(list, testCase{suite: wholePlace(report), name: wholeName(report), outcome: j.change(), findings: found})
	}
	about := func(f finding, o outcome) {
		list = append(list, testCase{suite: f.file, name: printable.Clean(f.message), line: f.line, outcome: o, findings: []finding{f}})
	}
	for _, f := range c.since(c.notes) {
		if f.kind == kindUnseen {
			about(f, j.left())
		}
	}
	for _, f := range c.since(c.failures) {
		about(f, broken)
	}
	nameApart(list)
	return list
}

// since returns what was found while something was looked at.
func (c *collector) since(look func()) []finding {
	start := len(c.list)
	look()
	return c.list[start:]
}

// nameApart numbers cases of one name: readers drop all but one of them.
func nameApart(list []testCase) {
	seen := map[[2]string]int{}
	for i := range list {
		c := &list[i]
		key := [2]string{c.suite, c.name}
		if seen[key]++; seen[key] > 1 {
			c.name = fmt.Sprintf("%s (%d)", c.name, seen[key])
		}
	}
}
