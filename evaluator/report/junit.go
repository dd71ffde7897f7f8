package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// junitReport is the dialect that Jenkins, GitLab, Azure and others read alike.
// The libraries at hand have no place for the file and the line of a test.
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
	Out   string      `xml:"system-out,omitempty"`
}

type junitCounts struct {
	Tests    int    `xml:"tests,attr"`
	Failures int    `xml:"failures,attr"`
	Errors   int    `xml:"errors,attr"`
	Skipped  int    `xml:"skipped,attr"`
	Time     string `xml:"time,attr"`
}

func (c *junitCounts) add(o outcome) {
	c.Tests++
	switch o {
	case refused:
		c.Failures++
	case broken:
		c.Errors++
	case skipped, excused:
		c.Skipped++
	}
}

// junitRoom is how many bytes the texts of all cases may take: GitLab reads no
// file of more than 30 MB, and names take room, too.
const junitRoom = 12_000_000

// writeJUnit writes each operation as a test of the suite of its file. A
// violation is a failure, what could not be decided an error, what was accepted
// or is open by choice skipped.
func writeJUnit(w *bufio.Writer, report *evaluator.Report, options Options) error {
	locator := newLocator(report, options)
	all := junitReport{Name: program, junitCounts: junitCounts{Time: "0"}}
	suites := map[string]*junitSuite{}
	suite := func(name string) *junitSuite {
		if suites[name] == nil {
			suites[name] = &junitSuite{Name: name, junitCounts: junitCounts{Time: "0"}}
			all.Suites = append(all.Suites, suites[name])
		}
		return suites[name]
	}
	room, bare := junitRoom, 0
	for _, c := range cases(report, options) {
		s := suite(suiteName(c.suite, locator))
		test := newJUnitCase(&c, s.Name)
		if room -= test.size(); room < 0 {
			test.strip()
			bare++
		}
		s.Cases = append(s.Cases, test)
		s.add(c.outcome)
		all.add(c.outcome)
	}
	lines := remarks(report)
	if bare > 0 {
		lines = append(lines, "the texts of "+count(bare, "test")+" are left out for want of room")
	}
	suite(program).Out = strings.Join(lines, "\n")
	w.WriteString(xml.Header)
	encoder := xml.NewEncoder(w)
	encoder.Indent("", " ")
	if err := encoder.Encode(all); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	w.WriteByte('\n')
	return nil
}
