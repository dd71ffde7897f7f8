package report

import "github.com/ecsgate/ecsgate/evaluator"

// paint is an ANSI style, or none. Violation, undecided and admitted never
// share one.
type paint string

const (
	red     paint = "1;31" // violation: error
	yellow  paint = "1;33" // violation: warning
	blue    paint = "1;34" // violation: info
	magenta paint = "1;35" // undecided, unresolved
	green   paint = "1;32" // admitted
	bold    paint = "1"    // failure
	dim     paint = "2"    // waived, known, and what is beside the point
)

// in paints clean text.
func (t *textReport) in(p paint, text string) string {
	if !t.options.Color || text == "" || p == "" {
		return text
	}
	return "\x1b[" + string(p) + "m" + text + "\x1b[0m"
}

func severityPaint(s evaluator.Severity) paint {
	switch s {
	case evaluator.Error:
		return red
	case evaluator.Warning:
		return yellow
	default:
		return blue
	}
}

func verdictPaint(v evaluator.Verdict) paint {
	switch v {
	case evaluator.VerdictViolation:
		return red
	case evaluator.VerdictUndecided:
		return magenta
	case evaluator.VerdictAdmitted:
		return green
	default:
		return bold
	}
}
