// Package junit writes test results in the dialect of JUnit's XML that Jenkins,
// GitLab, Azure and others read alike. The libraries at hand have no place for
// the file and the line of a test.
package junit

import (
	"encoding/xml"
	"fmt"
	"io"
)

// Report is a list of suites with the counts of all their cases.
type Report struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	Counts
	Suites []*Suite `xml:"testsuite"`
	byName map[string]*Suite
}

// Suite is a list of cases under one name.
type Suite struct {
	Name string `xml:"name,attr"`
	Counts
	Cases []Case `xml:"testcase"`
	Out   string `xml:"system-out,omitempty"`
}

// Counts are kept by Add. Time is in seconds.
type Counts struct {
	Tests    int     `xml:"tests,attr"`
	Failures int     `xml:"failures,attr"`
	Errors   int     `xml:"errors,attr"`
	Skipped  int     `xml:"skipped,attr"`
	Time     float64 `xml:"time,attr"`
}

// Case is one test. It passed where none of the three results is there.
type Case struct {
	Name string `xml:"name,attr"`
	// Class is the column that GitLab calls the suite.
	Class   string  `xml:"classname,attr"`
	File    string  `xml:"file,attr,omitempty"`
	Line    int     `xml:"line,attr,omitempty"`
	Time    float64 `xml:"time,attr"`
	Failure *Result `xml:"failure"`
	Error   *Result `xml:"error"`
	Skipped *Result `xml:"skipped"`
	Out     string  `xml:"system-out,omitempty"`
}

// Result says why a case did not pass. Some readers ignore the message, so that
// the text says everything.
type Result struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// New begins a report.
func New(name string) *Report { return &Report{Name: name, byName: map[string]*Suite{}} }

// Suite returns the suite of that name, in the order in which they were asked for.
func (r *Report) Suite(name string) *Suite {
	if r.byName[name] == nil {
		r.byName[name] = &Suite{Name: name}
		r.Suites = append(r.Suites, r.byName[name])
	}
	return r.byName[name]
}

// Add adds a case to a suite and counts it.
func (r *Report) Add(suite string, c Case) {
	s := r.Suite(suite)
	s.Cases = append(s.Cases, c)
	s.count(&c)
	r.count(&c)
}

func (n *Counts) count(c *Case) {
	n.Tests++
	n.Time += c.Time
	switch {
	case c.Failure != nil:
		n.Failures++
	case c.Error != nil:
		n.Errors++
	case c.Skipped != nil:
		n.Skipped++
	}
}

// Write writes the report. Texts must hold no character that XML has not: the
// encoder replaces those.
func (r *Report) Write(w io.Writer) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", " ")
	if err := encoder.Encode(r); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}
