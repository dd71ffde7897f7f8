package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// operation writes what there is to say of one operation.
func (t *textReport) operation(op *evaluator.OperationReport) {
	if t.options.Explain {
		t.explain(op)
	}
	for i := range op.Violations {
		t.violation(op, &op.Violations[i])
	}
	lines := 0
	at := site(op, op.Line, op.Column)
	blinded, others := splitUndecided(op)
	if missing := unresolved(op); missing != "" && t.listing.takes(string(kindUnresolved)) {
		t.heading(at, magenta, "unresolved", begun(op)+missing, blinded...)
		lines++
	}
	lines += t.undecided(op, others)
	t.gap(lines)
}

// site is where an operation stands: in a file, or, where the account itself is
// judged, what it is about.
func site(op *evaluator.OperationReport, line, column int) string {
	if op.File == "" {
		return place(op.Path, 0, 0)
	}
	return place(op.File, line, column)
}

// splitUndecided takes those rules apart that could not look because of what is
// unresolved: one line says both.
func splitUndecided(op *evaluator.OperationReport) (blinded []string, others []evaluator.Undecided) {
	for _, u := range op.Undecided {
		because := u.ByChoice && u.Rule != "" && slices.ContainsFunc(op.Unresolved, func(g evaluator.Gap) bool {
			return g.Reason != "" && strings.HasSuffix(u.Reason, g.Reason)
		})
		if because {
			blinded = append(blinded, u.Rule)
		} else {
			others = append(others, u)
		}
	}
	return blinded, others
}

// violation writes the block of one violation; the short form, where it was
// accepted before.
func (t *textReport) violation(op *evaluator.OperationReport, v *evaluator.Violation) {
	line, column := v.Line, v.Column
	if line == 0 {
		line, column = op.Line, op.Column
	}
	at := site(op, line, column)
	if t.accepted(at, v) || !t.listing.takes(string(v.Severity)) {
		return
	}
	t.heading(at, severityPaint(v.Severity), string(v.Severity), v.Message, v.Rule)
	t.excerpt(severityPaint(v.Severity), op.File, line, column)
	t.paragraph("at: ", printable.Clean(t.source.address(op)))
	t.paragraph("why:", t.why(op, v))
	t.paragraph("do: ", printable.Clean(v.Remediation))
	t.gap(1)
}

// accepted writes a violation that was waived or that the baseline holds, and
// reports whether it is one.
func (t *textReport) accepted(at string, v *evaluator.Violation) bool {
	label := "waived "
	switch {
	case v.Waived:
	case v.Known:
		label = "known "
	default:
		return false
	}
	if !t.listing.takes(labelAccepted) {
		return true
	}
	t.line(dim, at+": "+label+string(v.Severity)+": "+printable.Clean(v.Message)+"  ["+printable.Clean(v.Rule)+"]")
	if w := v.Waiver; v.Waived && w != nil {
		t.paragraph("waived:", printable.Clean(fmt.Sprintf("until %s by %s: %s (%s)", w.Until, w.Owner, w.Reason, place(w.File, w.Line, 0))))
	}
	t.gap(1)
	return true
}

// unresolved lists the parts of a request that can not be known.
func unresolved(op *evaluator.OperationReport) string {
	text := ""
	add := func(what, reason string) {
		if text != "" {
			text += "; "
		}
		text += what + ": " + reason
	}
	if op.Reference.Kind == reference.Unresolved {
		add("taskDefinition", cmp.Or(op.Reference.Reason, op.Reference.Raw, "not known"))
	}
	for _, gap := range op.Unresolved {
		add(gap.Field, gap.Reason)
	}
	return text
}

// undecided writes the rules that could not look at an operation, or, where there is
// none, at the change as a whole: those with one reason in one line. It returns the
// number of lines.
func (t *textReport) undecided(op *evaluator.OperationReport, list []evaluator.Undecided) int {
	at := wholePlace(t.report)
	if op != nil {
		at = site(op, op.Line, op.Column)
	}
	var groups []undecidedGroup
	offline := t.report.State.Source == evaluator.OfflineSource && !t.options.Explain
	for _, u := range list {
		if u.ByChoice && offline {
			continue
		}
		groups = addUndecided(groups, u)
	}
	if offline {
		t.choices.add(op, list)
	}
	lines := 0
	for _, g := range groups {
		if t.listing.takes(string(kindUndecided)) {
			t.heading(at, magenta, g.label(), begun(op)+g.reason, g.rules...)
			lines++
		}
	}
	return lines
}

// undecidedGroup is the rules that could not look for one reason.
type undecidedGroup struct {
	reason   string
	byChoice bool
	rules    []string
}

func addUndecided(groups []undecidedGroup, u evaluator.Undecided) []undecidedGroup {
	i := slices.IndexFunc(groups, func(g undecidedGroup) bool { return g.reason == u.Reason && g.byChoice == u.ByChoice })
	if i < 0 {
		i = len(groups)
		groups = append(groups, undecidedGroup{reason: u.Reason, byChoice: u.ByChoice})
	}
	if u.Rule != "" && u.Rule != evaluator.AuditRule && !slices.Contains(groups[i].rules, u.Rule) {
		groups[i].rules = append(groups[i].rules, u.Rule)
	}
	return groups
}

func (g undecidedGroup) label() string {
	if g.byChoice {
		return "undecided by choice"
	}
	return "undecided"
}
