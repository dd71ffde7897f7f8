package report

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
)

// ranks are the labels of findings, the gravest first.
func ranks() []string {
	return []string{
		string(kindFailure), string(evaluator.Error), string(kindUndecided), string(kindUnresolved), string(evaluator.Warning),
		string(kindUnseen), string(evaluator.Info), labelAccepted, string(kindNote),
	}
}

// listing decides which findings a report for people lists. The zero value lists
// all of them.
type listing struct {
	quiet bool
	// room is how many more of each label fit; nil: all.
	room map[string]int
	// shown and hidden are how many were listed, and what was left out for lack of
	// room.
	shown  int
	hidden map[string]int
}

// newListing gives the room that there is to the gravest findings.
func newListing(report *evaluator.Report, options Options) listing {
	l := listing{quiet: options.Quiet}
	if options.Most == 0 {
		return l
	}
	counts := map[string]int{}
	all := findings(report, Options{})
	for i := range all {
		counts[all[i].label()]++
	}
	l.room, l.hidden = map[string]int{}, map[string]int{}
	left := options.Most
	for _, label := range ranks() {
		if l.quiet && beside(label) {
			continue
		}
		l.room[label] = min(left, counts[label])
		left -= l.room[label]
	}
	return l
}

// beside reports whether findings of the label demand nothing of anybody.
func beside(label string) bool { return label == labelAccepted || label == string(kindNote) }

// takes reports whether one more finding of the label is listed.
func (l *listing) takes(label string) bool {
	if l.quiet && beside(label) {
		return false
	}
	if l.room != nil {
		if l.room[label] == 0 {
			l.hidden[label]++
			return false
		}
		l.room[label]--
	}
	l.shown++
	return true
}

// cut says what was left out; "": nothing was.
func (l *listing) cut() string {
	var parts []string
	for _, label := range ranks() {
		parts = append(parts, fmt.Sprintf("%d %s", l.hidden[label], label))
	}
	if text := counts(parts...); text != "" {
		return "not shown here: " + text + "; a pipe or --format text=FILE gets them all"
	}
	return ""
}
