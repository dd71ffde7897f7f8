package report

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// hanging is how far the lines after the first of a heading are indented.
const hanging = "    "

// heading writes the line that a finding begins with. The place is clean.
func (t *textReport) heading(place string, p paint, label, message string, rules ...string) {
	head, painted := label+": ", t.in(p, label)+":"
	if place != "" {
		head, painted = place+": "+head, t.in(bold, place)+": "+painted
	}
	lines := t.broken(printable.Columns(head), printable.Clean(message))
	if lines[0] != "" || len(lines) == 1 {
		painted += " "
	}
	t.WriteString(painted + strings.Join(lines, "\n"+hanging))
	last := printable.Columns(lines[len(lines)-1])
	if len(lines) == 1 {
		last += printable.Columns(head)
	} else {
		last += len(hanging)
	}
	t.tags(last, rules)
	t.WriteByte('\n')
}

// tags ends a line, of which so many columns are used, with the ids of the rules
// that it is about.
func (t *textReport) tags(used int, rules []string) {
	if len(rules) == 0 {
		return
	}
	text := "[" + printable.Clean(strings.Join(rules, ", ")) + "]"
	if t.options.Width == 0 || used+2+printable.Columns(text) <= t.width {
		t.WriteString("  " + t.in(dim, text))
		return
	}
	for _, line := range printable.Wrap(text, t.width-len(hanging)) {
		t.WriteString("\n" + hanging + t.in(dim, line))
	}
}

// broken breaks clean text that follows so many columns: on a terminal, and nowhere
// else.
func (t *textReport) broken(used int, text string) []string {
	if t.options.Width == 0 {
		return []string{text}
	}
	// What stands before the text is one long word, and is taken out again.
	before := strings.Repeat("-", max(0, used-1-len(hanging)))
	lines := printable.Wrap(before+" "+text, t.width-len(hanging))
	lines[0] = strings.TrimPrefix(strings.TrimPrefix(lines[0], before), " ")
	return lines
}

// line writes clean text.
func (t *textReport) line(p paint, text string) {
	for i, line := range t.broken(len(hanging), text) {
		if i > 0 {
			line = hanging + line
		}
		t.WriteString(t.in(p, line) + "\n")
	}
}
