package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// findings lists everything that a report says, but for the operations that are
// admitted without a word, in its order.
func findings(report *evaluator.Report, options Options) []finding {
	c := collector{report: report, source: source{read: options.Source}, list: make([]finding, 0, len(report.Operations))}
	for i := range report.Operations {
		c.operation(&report.Operations[i])
	}
	c.change()
	c.unlooked()
	c.notes()
	c.failures()
	return c.list
}

type collector struct {
	report *evaluator.Report
	source source
	list   []finding
	// choices are what nobody wanted to look at: told once, not everywhere, unless
	// everything is to be told. Then a finding stands below its operation, and need
	// not name it.
	choices    choices
	everything bool
}

func (c *collector) operation(op *evaluator.OperationReport) {
	for i := range op.Violations {
		c.violation(op, &op.Violations[i])
	}
	blinded, others := splitUndecided(op)
	if missing := unresolved(op); missing != "" {
		c.add(op, finding{kind: kindUnresolved, level: evaluator.Warning, rules: blinded, message: c.begun(op) + missing, brief: missing})
	}
	c.undecided(op, others)
}

// add places a finding where its operation stands, unless it has a place of its
// own; without an operation it is about the change as a whole.
func (c *collector) add(op *evaluator.OperationReport, f finding) {
	if op == nil {
		f.whole = wholePlace(c.report)
	} else {
		f.operation, f.file, f.address = op, op.File, c.source.address(op)
		if f.line == 0 {
			f.line, f.column = op.Line, op.Column
		}
	}
	f.message = said(f.message)
	c.list = append(c.list, f)
}

// begun names the operation of a finding, unless it stands below it.
func (c *collector) begun(op *evaluator.OperationReport) string {
	if c.everything {
		return ""
	}
	return begun(op)
}

// said is a message that says something: some readers refuse an empty one.
func said(message string) string { return cmp.Or(message, "nothing is said of it") }

func (c *collector) violation(op *evaluator.OperationReport, v *evaluator.Violation) {
	c.add(op, finding{
		kind: kindViolation, level: v.Severity, rules: []string{v.Rule}, name: v.Name, field: v.Field,
		message: v.Message, remediation: v.Remediation, accepted: justification(c.report, v), known: v.Known, line: v.Line, column: v.Column,
	})
}

// justification says why a violation does not count; empty: it does.
func justification(report *evaluator.Report, v *evaluator.Violation) string {
	switch w := v.Waiver; {
	case v.Waived && w != nil:
		return fmt.Sprintf("waived by %s until %s (%s)", w.Owner, w.Until, w.Reason)
	case v.Waived:
		return "waived"
	case v.Known && report.Baseline != nil:
		return "known to the baseline " + report.Baseline.File
	case v.Known:
		return "known"
	default:
		return ""
	}
}

// undecided lists the rules that could not look, those with one reason together.
func (c *collector) undecided(op *evaluator.OperationReport, list []evaluator.Undecided) {
	offline := c.report.State.Source == evaluator.OfflineSource && !c.everything
	var groups []undecidedGroup
	for _, u := range list {
		if !u.ByChoice || !offline {
			groups = addUndecided(groups, u)
		}
	}
	if offline {
		c.choices.add(op, list)
	}
	for _, g := range groups {
		c.add(op, finding{kind: kindUndecided, level: levelOf(g, list), rules: g.rules, message: g.text(c.begun(op)), brief: g.text("")})
	}
}

// levelOf is how grave a finding of the group's rules could have been. What was
// left open by choice changes no exit code.
func levelOf(g undecidedGroup, list []evaluator.Undecided) evaluator.Severity {
	level := evaluator.Info
	for _, u := range list {
		if severity := cmp.Or(u.Severity, evaluator.Error); u.Reason == g.reason && !u.ByChoice && severity.AtLeast(level) {
			level = severity
		}
	}
	return level
}

// text is the reason, after what is looked at.
func (g undecidedGroup) text(begun string) string {
	if g.byChoice {
		return "by choice: " + begun + g.reason
	}
	return begun + g.reason
}

// unlooked says of a whole offline run what nobody looked at.
func (c *collector) unlooked() {
	for i, g := range c.choices.groups {
		slices.Sort(g.rules)
		message := g.text("") + " (" + c.choices.in[i].String() + ")"
		c.list = append(c.list, finding{kind: kindUndecided, level: evaluator.Info, rules: g.rules, message: message})
	}
}

func (c *collector) change() {
	for i := range c.report.Change.Violations {
		c.violation(nil, &c.report.Change.Violations[i])
	}
	c.undecided(nil, c.report.Change.Undecided)
}

func (c *collector) failures() {
	for _, f := range c.report.Failures {
		c.list = append(c.list, finding{kind: kindFailure, level: evaluator.Error, message: said(f.Message), file: f.File, line: f.Line, column: f.Column})
	}
}

func (c *collector) notes() {
	for _, n := range c.report.Notes {
		f := finding{kind: kindNote, level: evaluator.Info, message: said(n.Message), file: n.File, line: n.Line}
		if n.Unseen {
			f.kind, f.level = kindUnseen, evaluator.Warning
		}
		c.list = append(c.list, f)
	}
	if b := c.report.Baseline; b != nil && len(b.Vanished) > 0 {
		message := count(len(b.Vanished), "finding") + " of the baseline can leave it, because nobody finds it any more"
		c.list = append(c.list, finding{kind: kindNote, level: evaluator.Info, message: message, file: b.File})
	}
}
