package impact

import (
	"bufio"
	"cmp"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// defaultWidth is where sentences are broken that go to no terminal, narrowest
// the least that is heeded.
const defaultWidth, narrowest = 100, 12

// tableWriter writes for people: sentences, a table, and what the table can not
// tell. A line begins with this program's own words, or goes on with a sentence
// that was cleaned as a whole, so that no name can pass for a line of ours or
// for a command of a CI system.
type tableWriter struct {
	*bufio.Writer
	options RenderOptions
}

func writeTable(w *bufio.Writer, impacts []*Impact, options RenderOptions) error {
	t := &tableWriter{w, options}
	for _, i := range impacts {
		t.impact(i.cleaned())
	}
	t.sentence(dim, "note: ", unseen)
	t.sentence(dim, "state: ", options.origin())
	return nil
}

func (t *tableWriter) impact(i *Impact) {
	rows := i.rows()
	t.WriteString(t.in(bold, "who holds "+i.Name()) + " in " + i.place() + "\n\n")
	t.sentence(none, "", i.standing())
	t.sentence(none, "", i.meaning())
	t.WriteByte('\n')
	if len(rows) > 0 {
		t.holders(i, rows)
		t.WriteByte('\n')
	}
	t.WriteString(t.in(harmPaint(i.worst(rows)), i.verdict(rows)) + "\n")
	for _, u := range i.Unread {
		t.sentence(magenta, unreadLabel, u.Reason)
	}
	for _, computed := range i.computedWords() {
		t.sentence(magenta, computedLabel, computed)
	}
	t.WriteByte('\n')
}

// sentence writes text that is broken at the width, after a label.
func (t *tableWriter) sentence(p paint, label, text string) {
	width := cmp.Or(t.options.Width, defaultWidth) - max(len(label), len(hanging))
	t.WriteString(t.in(p, label))
	for at, line := range printable.Wrap(printable.Clean(text), max(narrowest, width)) {
		if at > 0 {
			t.WriteString(hanging)
		}
		t.WriteString(line + "\n")
	}
}

// hanging is what the second line of a sentence begins with, columnGap what
// separates the columns of a table.
const hanging, columnGap = "    ", "  "

// holders writes the table, or a list where the table does not fit.
func (t *tableWriter) holders(i *Impact, rows []row) {
	cells := [][]string{i.headings()}
	for _, r := range rows {
		cells = append(cells, i.cells(r))
	}
	widths := columnWidths(cells)
	total := (len(widths) - 1) * len(columnGap)
	for _, width := range widths {
		total += width
	}
	if t.options.Width > 0 && total > t.options.Width {
		t.list(i, rows)
		return
	}
	t.WriteString(t.in(dim, aligned(cells[0], widths)) + "\n")
	for at, r := range rows {
		line := aligned(cells[at+1], widths)
		if harmOf(r.Hurts) == spared {
			t.WriteString(t.in(dim, line) + "\n")
			continue
		}
		moment, rest := line[:len(cells[at+1][0])], line[len(cells[at+1][0]):]
		t.WriteString(t.in(harmPaint(harmOf(r.Hurts)), moment) + rest + "\n")
	}
}

func columnWidths(cells [][]string) []int {
	widths := make([]int, len(cells[0]))
	for _, line := range cells {
		for column, cell := range line {
			widths[column] = max(widths[column], printable.Columns(cell))
		}
	}
	return widths
}

// aligned joins cells to a line. Nothing follows the last one.
func aligned(cells []string, widths []int) string {
	var b strings.Builder
	for column, cell := range cells {
		b.WriteString(cell)
		if column < len(cells)-1 {
			b.WriteString(strings.Repeat(" ", widths[column]-printable.Columns(cell)) + columnGap)
		}
	}
	return b.String()
}

// list writes the holders for a narrow window: under each moment, one holder in
// two lines.
func (t *tableWriter) list(i *Impact, rows []row) {
	for at, r := range rows {
		if at == 0 || rows[at-1].Hurts != r.Hurts {
			t.WriteString(t.in(harmPaint(harmOf(r.Hurts)), string(r.Hurts)) + "\n")
		}
		t.WriteString("  " + kindWord(r.Kind) + " " + r.name() + "\n")
		t.WriteString(hanging + t.in(dim, i.detail(r)) + "\n")
	}
}
