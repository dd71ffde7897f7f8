package report_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// pieces are reports with one thing in each.
func pieces() map[string]*evaluator.Report {
	list := map[string]*evaluator.Report{}
	operations := map[string]evaluator.OperationReport{
		"admitted": admitted(), "scheduled": scheduled(), "missing": minified(), "refused": refused(), "proposal": proposal(), "unresolved": unresolved(),
	}
	for name, op := range operations {
		list[name] = &evaluator.Report{Operations: []evaluator.OperationReport{op}}
		blind := op
		blind.Violations = nil
		list[name+" without violations"] = &evaluator.Report{Operations: []evaluator.OperationReport{blind}}
		list[name+" offline"] = &evaluator.Report{Operations: []evaluator.OperationReport{blind}, State: evaluator.StateReport{Source: evaluator.OfflineSource}}
	}
	for _, severity := range []evaluator.Severity{evaluator.Error, evaluator.Warning, evaluator.Info} {
		v := evaluator.Violation{Rule: "ECS312", Severity: severity, Message: "too much"}
		waived, known := v, v
		waived.Waived, known.Known = true, true
		for name, v := range map[string]evaluator.Violation{"": v, " waived": waived, " known": known} {
			list["change "+string(severity)+name] = &evaluator.Report{Change: evaluator.ChangeReport{Violations: []evaluator.Violation{v}}}
		}
		for _, byChoice := range []bool{true, false} {
			u := evaluator.Undecided{Rule: "ECS312", Reason: "not known", Severity: severity, ByChoice: byChoice}
			list[fmt.Sprint("change undecided ", severity, byChoice)] = &evaluator.Report{Change: evaluator.ChangeReport{Undecided: []evaluator.Undecided{u}}}
		}
	}
	list["note"] = &evaluator.Report{Notes: []evaluator.Note{{Message: "a note"}}}
	list["unseen"] = &evaluator.Report{Notes: []evaluator.Note{{Message: "a script", Unseen: true}}}
	list["failure"] = &evaluator.Report{Failures: []evaluator.Failure{{Message: "broken"}}}
	list["nothing"] = &evaluator.Report{}
	return list
}

// TestCasesFollowTheExitCode: who reads a report of tests must come to the
// verdict of the exit code, whatever the run was judged by.
func TestCasesFollowTheExitCode(t *testing.T) {
	for name, r := range pieces() {
		for _, failOn := range []evaluator.Severity{evaluator.Error, evaluator.Warning, evaluator.Info} {
			for _, strict := range []bool{false, true} {
				r.Conclude(failOn, strict)
				options := report.Options{FailOn: failOn, Strict: strict}
				tap := string(write(t, "tap", r, options))
				failed := 0
				for line := range strings.Lines(tap) {
					if strings.HasPrefix(line, "not ok ") && !strings.Contains(line, " # TODO ") {
						failed++
					}
				}
				if got, want := failed > 0, r.ExitCode != 0; got != want {
					t.Errorf("%s, fail on %s, strict %t: got failed tests %t, the exit code is %d\n%s", name, failOn, strict, got, r.ExitCode, tap)
				}
				if all := readJUnit(t, write(t, "junit", r, options)); all.Failures+all.Errors != failed {
					t.Errorf("%s, fail on %s, strict %t: got %d failures and %d errors, want %d", name, failOn, strict, all.Failures, all.Errors, failed)
				}
			}
		}
	}
}

// junit is what the tests read of a report of tests.
type junit struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
	Suites   []struct {
		Name  string `xml:"name,attr"`
		Tests int    `xml:"tests,attr"`
		Cases []struct {
			Name    string    `xml:"name,attr"`
			Class   string    `xml:"classname,attr"`
			Line    int       `xml:"line,attr"`
			Failure *struct{} `xml:"failure"`
			Error   *struct{} `xml:"error"`
			Skipped *struct{} `xml:"skipped"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func readJUnit(t *testing.T, text []byte) junit {
	t.Helper()
	var all junit
	if err := xml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestJUnit reads reports back: the counts are right and no two cases share a
// name, for readers drop all but one.
func TestJUnit(t *testing.T) {
	for _, r := range []*evaluator.Report{sample(), hostileReport(), many(50)} {
		all := readJUnit(t, write(t, "junit", r, report.Options{}))
		tests, failures, errors, skipped := 0, 0, 0, 0
		names := map[string]bool{}
		for _, suite := range all.Suites {
			if suite.Tests != len(suite.Cases) {
				t.Errorf("suite %.50q: got %d tests, it has %d", suite.Name, suite.Tests, len(suite.Cases))
			}
			for _, c := range suite.Cases {
				tests++
				if name := c.Class + "\x00" + c.Name; names[name] {
					t.Errorf("two cases are called %.100q", name)
				} else {
					names[name] = true
				}
				switch {
				case c.Failure != nil:
					failures++
				case c.Error != nil:
					errors++
				case c.Skipped != nil:
					skipped++
				}
			}
		}
		if all.Tests != tests || all.Failures != failures || all.Errors != errors || all.Skipped != skipped || tests == 0 {
			t.Errorf("got %d, %d, %d, %d, want %d, %d, %d, %d", all.Tests, all.Failures, all.Errors, all.Skipped, tests, failures, errors, skipped)
		}
	}
}
