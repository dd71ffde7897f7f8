package report

import (
	"slices"
	"strings"
)

type junitCase struct {
	Name string `xml:"name,attr"`
	// Class is the column that GitLab calls the suite.
	Class   string       `xml:"classname,attr"`
	File    string       `xml:"file,attr,omitempty"`
	Line    int          `xml:"line,attr,omitempty"`
	Time    string       `xml:"time,attr"`
	Failure *junitResult `xml:"failure"`
	Error   *junitResult `xml:"error"`
	Skipped *junitResult `xml:"skipped"`
	Out     string       `xml:"system-out,omitempty"`
}

// junitResult says everything in its text: some readers ignore the message.
type junitResult struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

func newJUnitCase(c *testCase, suite string) junitCase {
	test := junitCase{Name: c.name, Class: suite, Time: "0"}
	if isFile(c.suite) && c.suite != "" && c.suite != changePlace {
		test.File, test.Line = suite, max(0, c.line)
	}
	var lines []string
	for i := range c.findings {
		lines = append(lines, caseLine(&c.findings[i]))
	}
	result := &junitResult{Message: cutText(c.reason()), Type: c.kind(), Text: strings.Join(lines, "\n")}
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

// results are the parts of a case that hold text.
func (c *junitCase) results() []*junitResult {
	return slices.DeleteFunc([]*junitResult{c.Failure, c.Error, c.Skipped}, func(r *junitResult) bool { return r == nil })
}

func (c *junitCase) size() int {
	size := len(c.Out)
	for _, r := range c.results() {
		size += len(r.Message) + len(r.Text)
	}
	return size
}

// strip takes the texts off a case: how it ended stays.
func (c *junitCase) strip() {
	c.Out = ""
	for _, r := range c.results() {
		r.Message, r.Text = "", ""
	}
}
