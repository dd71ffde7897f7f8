package report

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// change writes what is said of the change as a whole.
func (t *textReport) change() {
	at := wholePlace(t.report)
	for i := range t.report.Change.Violations {
		v := &t.report.Change.Violations[i]
		if t.accepted(at, v) || !t.listing.takes(string(v.Severity)) {
			continue
		}
		t.heading(at, severityPaint(v.Severity), string(v.Severity), v.Message, v.Rule)
		t.paragraph("why:", wholeName(t.report)+separator+t.origin(nil))
		t.paragraph("do: ", printable.Clean(v.Remediation))
		t.gap(1)
	}
	t.gap(t.undecided(nil, t.report.Change.Undecided))
}

// vanished lists what the baseline holds and nobody finds any more.
func (t *textReport) vanished() {
	baseline := t.report.Baseline
	if baseline == nil || len(baseline.Vanished) == 0 {
		return
	}
	t.WriteString(t.in(dim, "no longer found, so it can leave the baseline "+printable.Clean(baseline.File)+":") + "\n")
	for _, finding := range baseline.Vanished {
		t.WriteString("  " + t.in(dim, "- "+printable.Clean(finding)) + "\n")
	}
	t.gap(1)
}

// choices counts what is undecided by choice in each reason's name.
type choices struct {
	groups []undecidedGroup
	// in is where each group's rules could not look.
	in []choicePlaces
}

// choicePlaces are operations, and perhaps the change as a whole.
type choicePlaces struct {
	operations int
	change     bool
}

func (p choicePlaces) String() string {
	switch {
	case !p.change:
		return count(p.operations, "operation")
	case p.operations == 0:
		return "the change as a whole"
	}
	return count(p.operations, "operation") + " and the change as a whole"
}

// add counts what could not be looked at of one operation, or, where there is none,
// of the change as a whole.
func (c *choices) add(op *evaluator.OperationReport, list []evaluator.Undecided) {
	var counted []string
	for _, u := range list {
		if !u.ByChoice {
			continue
		}
		c.groups = addUndecided(c.groups, u)
		if slices.Contains(counted, u.Reason) {
			continue
		}
		counted = append(counted, u.Reason)
		for len(c.in) < len(c.groups) {
			c.in = append(c.in, choicePlaces{})
		}
		i := slices.IndexFunc(c.groups, func(g undecidedGroup) bool { return g.reason == u.Reason })
		if op == nil {
			c.in[i].change = true
		} else {
			c.in[i].operations++
		}
	}
}

// unlooked says what nobody looked at.
func (t *textReport) unlooked() {
	for i, g := range t.choices.groups {
		slices.Sort(g.rules)
		t.heading("", magenta, g.label()+" in "+t.choices.in[i].String(), g.reason, g.rules...)
	}
}
