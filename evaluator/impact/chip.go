package impact

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// The measures of a group and its chips, of which each is one holder.
const (
	padding    = 10
	groupHead  = 44
	chipWidth  = 232
	chipGap    = 6
	chipLine   = 16
	chipInset  = 8
	nameFits   = 29
	detailFits = 33
	// maxChips is how many holders of a group are drawn; the table has all.
	maxChips = 120
)

// chips is how many chips a group shows; one of them may count the rest.
func (g group) chips() int { return min(len(g.rows), maxChips+1) }

// columns is in how many columns the chips stand.
func (g group) columns(most int) int {
	switch n := g.chips(); {
	case n <= 6:
		return 1
	case n <= 40:
		return min(2, most)
	default:
		return min(3, most)
	}
}

// laneWidth is how wide a group of so many columns is.
func laneWidth(columns int) int {
	if columns == 0 {
		return 0
	}
	return columns*(chipWidth+chipGap) - chipGap + 2*padding
}

// draw makes the cards of a group whose left upper corner is given, and returns
// where it ends: a box with its headings, and a chip for each holder.
func (d *drawing) draw(i *Impact, g group, x, y, columns int) int {
	at := len(d.Cards)
	box := card{X: x, Y: y, W: laneWidth(columns), Class: "group " + string(harmOf(g.when))}
	box.write("when", padding, 18, felt(g.when))
	box.write("what", padding, 34, g.title()+g.manner(i))
	d.Cards = append(d.Cards, box)
	top := y + groupHead
	for first := 0; first < g.chips(); first += columns {
		abreast, high := len(d.Cards), 0
		for column := range min(columns, g.chips()-first) {
			c := g.chip(i, first+column, x+padding+column*(chipWidth+chipGap), top)
			high = max(high, c.H)
			d.Cards = append(d.Cards, c)
		}
		for chip := abreast; chip < len(d.Cards); chip++ {
			d.Cards[chip].H = high
		}
		top += high + chipGap
	}
	bottom := top - chipGap + padding
	d.Cards[at].H = bottom - y
	return bottom
}

// manner says how the members of a group hold.
func (g group) manner(i *Impact) string {
	switch {
	case g.revision == 0 && i.older():
		return fmt.Sprintf(" by family, would get :%d", i.After)
	case g.revision == 0:
		return " by family"
	case g.kind == evaluator.ServiceKind, g.kind == evaluator.TasksKind, g.kind == evaluator.StackKind:
		return " on " + i.numbered(g.revision)
	default:
		return " pinned to " + i.numbered(g.revision)
	}
}

// chip is one holder, or the count of those that are not drawn.
func (g group) chip(i *Impact, at, x, y int) card {
	c := card{X: x, Y: y, W: chipWidth, Class: "chip"}
	add := func(class, text string) { c.write(class, chipInset, chipLine*(len(c.Lines)+1), text) }
	if at == maxChips {
		add("detail", fmt.Sprintf("and %d more: see the table", len(g.rows)-maxChips))
	} else {
		r := g.rows[at]
		c.Hint = kindWord(r.Kind) + " " + r.name() + ": " + i.detail(r) + "; " + hurtWords(r.Hurts)
		for _, part := range twoLines(r.name(), nameFits) {
			add("name", part)
		}
		if detail := g.detail(r); detail != "" {
			add("detail", middleCut(detail, detailFits))
		}
	}
	c.H = chipLine*len(c.Lines) + chipInset
	return c
}

// twoLines breaks a name that does not fit into one line, after a separator if
// there is one, and cuts what does not fit into two.
func twoLines(text string, limit int) []string {
	if printable.Columns(text) <= limit {
		return []string{text}
	}
	first := printable.Cut(text, limit)
	if at := strings.LastIndexAny(first, "/-_. "); at > limit/2 {
		first = first[:at+1]
	}
	return []string{first, middleCut(text[len(first):], limit)}
}

// middleCut shortens clean text in its middle: names of one kind often begin
// alike, and often end alike.
func middleCut(text string, limit int) string {
	excess := printable.Columns(text) - limit
	if excess <= 0 {
		return text
	}
	head := printable.Cut(text, limit/2)
	tail, skip := text[len(head):], excess+1
	for at, c := range tail {
		if skip <= 0 {
			return head + "…" + tail[at:]
		}
		skip -= printable.ColumnsOf(c)
	}
	return head + "…"
}
