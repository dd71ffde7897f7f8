package report

import (
	"bufio"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// gitlabIssue is one entry of a Code Quality report: what the widget of a merge
// request shows, and compares with the target branch by its fingerprint.
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
}

// writeGitLab writes GitLab's Code Quality format. Without findings it is [],
// not nothing: that would be a report that is missing.
func writeGitLab(w *bufio.Writer, report *evaluator.Report, options Options) error {
	locator := newLocator(report, options)
	ids := newIdentities(locator)
	issues := []gitlabIssue{}
	for _, f := range findings(report, options) {
		where := locator.of(&f)
		issues = append(issues, gitlabIssue{
			Description: gitlabDescription(&f),
			CheckName:   printable.Clean(f.about()),
			Fingerprint: ids.of(&f),
			Severity:    gitlabSeverity(&f),
			Location:    gitlabLocation{Path: where.path, Lines: gitlabLines{Begin: where.line}},
		})
	}
	return writeIndented(w, issues)
}

// gitlabDescription says all in one text: the widget shows nothing else but the
// place.
func gitlabDescription(f *finding) string {
	text := f.located(f.text())
	if f.kind != kindViolation {
		text = f.about() + ": " + text
	}
	return strings.TrimSuffix(printable.Clean(text)+". "+printable.Clean(f.remediation), ". ")
}

// gitlabSeverity: what does not count is shown, too, but asks for nothing.
func gitlabSeverity(f *finding) string {
	switch {
	case f.accepted != "":
		return "info"
	case f.kind == kindFailure:
		return "blocker"
	case f.kind == kindUnresolved, f.kind == kindUnseen:
		return "minor"
	case f.level == evaluator.Error && f.kind == kindViolation:
		return "critical"
	case f.level == evaluator.Error:
		return "major"
	case f.level == evaluator.Warning:
		return "minor"
	default:
		return "info"
	}
}
