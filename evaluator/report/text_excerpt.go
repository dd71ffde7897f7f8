package report

import (
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// tabStop is how far apart tab stops are shown.
const tabStop = 4

// excerpt shows the place in its file, with a caret under it.
func (t *textReport) excerpt(p paint, file string, line, column int) {
	text, offset, ok := t.source.find(file, line, column)
	if !ok {
		return
	}
	number := strconv.Itoa(line)
	e := newExcerpt(text, offset)
	before := printable.Clean(expandTabs(e.before, 0))
	at := printable.Clean(expandTabs(e.at, printable.Columns(before)))
	after := printable.Clean(expandTabs(e.after, printable.Columns(before)+printable.Columns(at)))
	before, at, after = fit(before, at, after, t.width-len(number)-len("   | "))
	t.WriteString("  " + t.in(dim, number+" |") + " " + before + at + after + "\n")
	t.WriteString("  " + t.in(dim, strings.Repeat(" ", len(number))+" |") + " " +
		strings.Repeat(" ", printable.Columns(before)) + t.in(p, strings.Repeat("^", max(1, printable.Columns(at)))) + "\n")
}

// expandTabs replaces tabs by spaces, for text that begins in a column. It
// works on text that is not yet clean, so other characters count as they are
// shown.
func expandTabs(text string, column int) string {
	if !strings.Contains(text, "\t") {
		return text
	}
	var b strings.Builder
	for i, part := range strings.Split(text, "\t") {
		if i > 0 {
			spaces := tabStop - column%tabStop
			b.WriteString(strings.Repeat(" ", spaces))
			column += spaces
		}
		b.WriteString(part)
		column += printable.Columns(printable.Clean(part))
	}
	return b.String()
}

// fit cuts clean text to a number of columns, around what the caret is under.
func fit(before, at, after string, limit int) (string, string, string) {
	if printable.Columns(before)+printable.Columns(at)+printable.Columns(after) <= limit {
		return before, at, after
	}
	if trimmed := strings.TrimLeft(before, " "); len(trimmed) < len(before) {
		before = ellipsis + trimmed
	}
	// The value matters more than its name: that gets a third at most.
	if room := max(limit/3, limit-printable.Columns(at)-1); printable.Columns(before) > room {
		before = ellipsis + cutLeft(before, room-1)
	}
	if room := limit - printable.Columns(before); printable.Columns(at) > room {
		return before, printable.Cut(at, room-1) + ellipsis, ""
	}
	if room := limit - printable.Columns(before) - printable.Columns(at); printable.Columns(after) > room {
		after = printable.Cut(after, room-1)
		if room > 0 {
			after += ellipsis
		}
	}
	return before, at, after
}

// cutLeft returns the end of clean text that fits into limit columns.
func cutLeft(text string, limit int) string {
	excess := printable.Columns(text) - limit
	for i, r := range text {
		if excess <= 0 {
			return text[i:]
		}
		excess -= printable.ColumnsOf(r)
	}
	return ""
}
