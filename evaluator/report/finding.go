package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// kind says what a finding is. What one format calls a kind, it calls nothing
// else: a rule that could not look is never counted as one that found something.
type kind string

// The kinds, in the order of the exit codes that they lead to. What is unseen is a
// note about something that may send requests and was not looked at.
const (
	kindViolation  kind = "violation"
	kindFailure    kind = "failure"
	kindUndecided  kind = "undecided"
	kindUnresolved kind = "unresolved"
	kindUnseen     kind = "unseen"
	kindNote       kind = "note"
)

// kinds lists them in this order.
func kinds() []kind {
	return []kind{kindViolation, kindFailure, kindUndecided, kindUnresolved, kindUnseen, kindNote}
}

// finding is one thing that a report says, for the formats that list such things
// and know no operations.
type finding struct {
	kind kind
	// level is how grave it is; of a rule that could not look, how grave it could
	// have been.
	level evaluator.Severity
	// rules are those that found it or could not look; none where no single rule
	// is concerned. A violation has one, with its name.
	rules                []string
	name                 string
	message, remediation string
	// brief is the message where there is little room: it does not name the
	// operation. Empty: it is the message.
	brief string
	// accepted says why a violation does not count; empty: it does.
	accepted string
	// known: the baseline holds it.
	known bool
	// operation is nil for what concerns the change as a whole, or a file.
	operation *evaluator.OperationReport
	// whole is the place of what is about all that was judged.
	whole        string
	file         string
	line, column int
	// address names what the operation stands in, where the line tells nobody.
	address string
	// field is the parameter of the request that a violation is about.
	field string
}

// labelAccepted is that of a violation that does not count.
const labelAccepted = "accepted"

// label is the word that a finding is listed under.
func (f *finding) label() string {
	switch {
	case f.kind != kindViolation:
		return string(f.kind)
	case f.accepted != "":
		return labelAccepted
	default:
		return string(f.level)
	}
}

// rule is the id that programs group by: that of the rule, or the kind of what is
// no rule's finding.
func (f *finding) rule() string {
	if f.kind == kindViolation {
		return cmp.Or(f.rules[0], string(f.kind))
	}
	return string(f.kind)
}

// about names what a finding is about in one line.
func (f *finding) about() string {
	switch {
	case f.kind == kindViolation && f.name != "":
		return f.rule() + " " + f.name
	case f.kind == kindViolation, len(f.rules) == 0:
		return f.rule()
	default:
		return string(f.kind) + " " + strings.Join(f.rules, ", ")
	}
}

// place is where it stands, as text for people.
func (f *finding) place() string {
	switch {
	case f.whole != "":
		return f.whole
	case f.operation != nil:
		return site(f.operation, f.line, f.column)
	default:
		return place(f.file, f.line, f.column)
	}
}

// text is the message as it is listed: with the reason, if it does not count.
func (f *finding) text() string {
	if f.accepted == "" {
		return f.message
	}
	return string(f.level) + ", " + f.accepted + ": " + f.message
}

// located is a message with the address of what it is about.
func (f *finding) located(message string) string {
	if f.address == "" {
		return message
	}
	return message + " (at " + f.address + ")"
}

// gravestFirst sorts findings: those that count before those that do not, then
// by level, then by kind, else in the order of the report.
func gravestFirst(list []finding) {
	order := map[kind]int{}
	for i, k := range kinds() {
		order[k] = i
	}
	count := func(f *finding) int { return min(len(f.accepted), 1) }
	slices.SortStableFunc(list, func(a, b finding) int {
		return cmp.Or(
			cmp.Compare(count(&a), count(&b)),
			cmp.Compare(weight(b.level), weight(a.level)),
			cmp.Compare(order[a.kind], order[b.kind]),
		)
	})
}

// weight orders levels; the gravest is highest.
func weight(level evaluator.Severity) int {
	return slices.Index([]evaluator.Severity{evaluator.Info, evaluator.Warning, evaluator.Error}, level)
}
