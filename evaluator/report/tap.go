package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// writeTAP writes the Test Anything Protocol, version 13, which every reader
// knows. What is accepted is an expected failure (TODO), what is open by choice is
// skipped.
func writeTAP(w *bufio.Writer, report *evaluator.Report, options Options) error {
	locator := newLocator(report, options)
	list := cases(report, options)
	w.WriteString("TAP version 13\n")
	plan := fmt.Sprintf("1..%d", len(list))
	if len(list) == 0 {
		plan += " # SKIP there was nothing to decide"
	}
	w.WriteString(plan + "\n")
	for i := range list {
		c := &list[i]
		status := "ok"
		if c.outcome == refused || c.outcome == broken || c.outcome == excused {
			status = "not ok"
		}
		fmt.Fprintf(w, "%s %d - %s%s\n", status, i+1, tapEscapes.Replace(suiteName(c.suite, locator)+": "+c.name), tapDirective(c))
		// Not as YAML: of that Perl's harness reads little.
		for i := range c.findings {
			w.WriteString("#   " + caseLine(&c.findings[i]) + "\n")
		}
	}
	for _, line := range remarks(report, options) {
		w.WriteString("# " + line + "\n")
	}
	return nil
}

func tapDirective(c *testCase) string {
	switch c.outcome {
	case skipped:
		return " # SKIP " + tapEscapes.Replace(cutText(c.reason()))
	case excused:
		return " # TODO " + tapEscapes.Replace(cutText(c.reason()))
	default:
		return ""
	}
}

// tapEscapes are of what would begin a directive.
var tapEscapes = strings.NewReplacer(`\`, `\\`, "#", `\#`)

// cutText shortens a list of reasons: they stand in full where there is room.
func cutText(text string) string { return shorten(text, printable.MaxText) }
