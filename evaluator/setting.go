package evaluator

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Setting is what somebody decided of one rule in place of its METADATA. It
// changes what is said, never what is known: a launch that a rule refuses changes
// nothing for retirements, however that is reported.
type Setting struct {
	// Severity is the gravest that the rule gives, higher or lower than it gives by
	// itself; empty: as its METADATA says. What it finds less grave stays so.
	Severity Severity
	// Off: what the rule finds, and what it could not look at, is not reported.
	Off bool
	// From is when its findings can be errors; until then they are warnings at most.
	From time.Time
	// File and Line say where this is written down.
	File string
	Line int
}

// severity is how grave a finding is, of a rule that gives gravest at most.
func (s Setting) severity(found, gravest Severity, now time.Time) Severity {
	severity := found
	if s.Severity != "" && (found == gravest || !s.Severity.AtLeast(found)) {
		severity = s.Severity
	}
	if severity == Error && now.Before(s.From) {
		return Warning
	}
	return severity
}

// gravest is the gravest severity that a rule gives in this run; "" when it is off.
func (r *Run) gravest(rule *Rule) Severity {
	setting := r.Rules[rule.ID]
	if setting.Off {
		return ""
	}
	return setting.severity(rule.Severity, rule.Severity, r.Now)
}

// says reports whether a rule is not off.
func (ev *evaluation) says(rule *Rule) bool { return !ev.run.Rules[rule.ID].Off }

// settle applies the settings of the run to a finding, and reports whether it is
// to be told at all.
func (ev *evaluation) settle(v *Violation, rule *Rule) bool {
	setting, set := ev.run.Rules[v.Rule]
	if !set {
		return true
	}
	severity := setting.severity(v.Severity, rule.Severity, ev.run.Now)
	if setting.Off || severity != setting.severity(v.Severity, rule.Severity, setting.From) { // as it will be
		ev.keepBack(v.Rule)
	}
	v.Severity = severity
	return !setting.Off
}

// settleUndecided does so for a rule that could not look.
func (ev *evaluation) settleUndecided(u *Undecided, rule *Rule) bool {
	if ev.run.Rules[u.Rule].Off {
		ev.keepBack(u.Rule)
		return false
	}
	u.Severity = ev.run.gravest(rule)
	return true
}

func (ev *evaluation) keepBack(rule string) {
	if ev.unsaid == nil {
		ev.unsaid = map[string]int{}
	}
	ev.unsaid[rule]++
}

// keptBack says which rules would have said more without their settings: nobody
// shall take their silence for an answer.
func (ev *evaluation) keptBack() []Note {
	var notes []Note
	for _, id := range slices.Sorted(maps.Keys(ev.unsaid)) {
		setting := ev.run.Rules[id]
		message := fmt.Sprintf("%s warns here and will be an error from %s on", id, setting.From.Format(time.DateOnly))
		if setting.Off {
			message = fmt.Sprintf("%s is off: it found, or could not look at, %d things that are not reported", id, ev.unsaid[id])
			if ev.unsaid[id] == 1 {
				message = fmt.Sprintf("%s is off: it found, or could not look at, one thing that is not reported", id)
			}
		}
		notes = append(notes, Note{File: setting.File, Line: setting.Line, Message: message})
	}
	return notes
}
