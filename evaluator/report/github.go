package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// githubLimit is how many annotations of each level GitHub shows of one step.
const githubLimit = 10

// writeGitHub writes workflow commands that annotate the files of a pull request,
// the gravest first. GitHub drops what is over its limit without a word, so that
// is listed in a group of the log, with its count; and below it what needs nobody's
// attention.
func writeGitHub(w *bufio.Writer, report *evaluator.Report, options Options) error {
	list := findings(report, options)
	gravestFirst(list)
	locator := newLocator(report, options)
	var cut, quiet []finding
	shown := map[string]int{}
	for _, f := range list {
		switch level := githubLevel(&f); {
		case level == "":
			quiet = append(quiet, f)
		case shown[level] == githubLimit:
			cut = append(cut, f)
		default:
			shown[level]++
			w.WriteString(githubCommand(level, &f, locator.of(&f)))
		}
	}
	if len(cut) > 0 {
		fmt.Fprintf(w, "::group::not annotated, because GitHub shows %d of each level of a step: %s\n", githubLimit, counted(cut))
		plainLines(w, cut)
		w.WriteString("::endgroup::\n")
	}
	plainLines(w, quiet)
	writeSummary(w, report, options)
	return nil
}

// githubLevel is empty for what needs nobody's attention.
func githubLevel(f *finding) string {
	switch {
	case f.accepted != "" || f.kind == kindNote:
		return ""
	case f.level == evaluator.Error:
		return "error"
	case f.level == evaluator.Warning:
		return "warning"
	default:
		return "notice"
	}
}

func githubCommand(level string, f *finding, where location) string {
	var properties []string
	if !where.stands {
		properties = append(properties, "file="+githubProperty.Replace(printable.Clean(where.path)), fmt.Sprintf("line=%d", where.line))
		if where.column > 0 {
			properties = append(properties, fmt.Sprintf("col=%d", where.column))
		}
	}
	properties = append(properties, "title="+githubProperty.Replace("ecsgate: "+printable.Clean(f.about())))
	return "::" + level + " " + strings.Join(properties, ",") + "::" + githubData.Replace(annotation(f, where)) + "\n"
}

// What would end a command, and what would end a property of one.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
