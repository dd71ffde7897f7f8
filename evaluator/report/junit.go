package report

import (
	"bufio"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/junit"
)

// junitRoom is how many bytes the texts of all cases may take: GitLab reads no
// file of more than 30 MB, and names take room, too.
const junitRoom = 12_000_000

// writeJUnit writes each operation as a test of the suite of its file. A
// violation is a failure, what could not be decided an error, what was accepted
// or is open by choice skipped.
func writeJUnit(w *bufio.Writer, report *evaluator.Report, options Options) error {
	locator := newLocator(report, options)
	all := junit.New(program)
	room, bare := junitRoom, 0
	for _, c := range cases(report, options) {
		suite := suiteName(c.suite, locator)
		test := newJUnitCase(&c, suite)
		if room -= junitSize(&test); room < 0 {
			stripJUnit(&test)
			bare++
		}
		all.Add(suite, test)
	}
	lines := remarks(report, options)
	if bare > 0 {
		lines = append(lines, "the texts of "+count(bare, "test")+" are left out for want of room")
	}
	all.Suite(program).Out = strings.Join(lines, "\n")
	return all.Write(w)
}
