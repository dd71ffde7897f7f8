package policykit

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// junitReport is the dialect that Jenkins, GitLab, Azure and others read alike: a
// suite for each package of tests.
type junitReport struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	junitCounts
	Suites []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	junitCounts
	Cases []junitCase `xml:"testcase"`
}

type junitCounts struct {
	Tests    int     `xml:"tests,attr"`
	Failures int     `xml:"failures,attr"`
	Errors   int     `xml:"errors,attr"`
	Skipped  int     `xml:"skipped,attr"`
	Time     float64 `xml:"time,attr"`
}

type junitCase struct {
	Name    string       `xml:"name,attr"`
	Class   string       `xml:"classname,attr"`
	File    string       `xml:"file,attr"`
	Line    int          `xml:"line,attr"`
	Time    float64      `xml:"time,attr"`
	Failure *junitResult `xml:"failure"`
	Error   *junitResult `xml:"error"`
	Skipped *junitResult `xml:"skipped"`
	Out     string       `xml:"system-out,omitempty"`
}

type junitResult struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func writeTestJUnit(w io.Writer, report *TestReport) error {
	all := junitReport{Name: "ecsgate test"}
	suites := map[string]*junitSuite{}
	for i := range report.Tests {
		test := &report.Tests[i]
		suite := suites[test.Package]
		if suite == nil {
			suite = &junitSuite{Name: printable.Clean(test.Package)}
			suites[test.Package] = suite
			all.Suites = append(all.Suites, suite)
		}
		suite.Cases = append(suite.Cases, junitOf(test))
		suite.add(test)
		all.add(test)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", " ")
	if err := encoder.Encode(all); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (c *junitCounts) add(test *TestResult) {
	c.Tests++
	c.Time += test.Seconds
	switch test.Outcome {
	case Failed:
		c.Failures++
	case Broken:
		c.Errors++
	case Skipped:
		c.Skipped++
	}
}

func junitOf(test *TestResult) junitCase {
	c := junitCase{
		Name: printable.Clean(test.Name), Class: printable.Clean(test.Package), File: printable.Clean(test.File), Line: test.Line,
		Time: test.Seconds, Out: cleanLines(test.Printed),
	}
	var b strings.Builder
	switch test.Outcome {
	case Failed:
		writeObjection(&b, test)
		c.Failure = &junitResult{Message: "the test is not true", Text: b.String()}
	case Broken:
		writeObjection(&b, test)
		c.Error = &junitResult{Message: printable.Clean(test.Reason), Text: b.String()}
	case Skipped:
		c.Skipped = &junitResult{Message: "its name begins with todo_"}
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
