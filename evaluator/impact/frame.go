package impact

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
)

// frame draws the family with its revisions and returns where it ends.
func (l *layout) frame() int {
	i, x, y := l.impact, l.frameX, margin
	c := card{X: x, Y: y, W: frameWidth, Class: "family", Hint: i.meaning()}
	c.write("title", 16, 26, middleCut("family "+i.Family, titleFits))
	c.write("what", 16, 45, middleCut(i.nowMeans(), wordsFit))
	c.write("would "+string(i.worstMeaning()), 16, 62, middleCut(i.wouldMean(), wordsFit))
	l.Cards = append(l.Cards, c)
	y += frameHead
	var status evaluator.Status
	for at, b := range i.blocks() {
		if at == 0 || b.status != status {
			status = b.status
			y += statusHead
			label := card{X: x, Y: y, Class: "label"}
			label.write("status", 16, -8, i.statusLabel(status))
			l.Cards = append(l.Cards, label)
		}
		y = l.block(b, y) + groupGap
	}
	return l.unknown(y)
}

// worstMeaning is how bad it is that the family would mean something else.
func (i *Impact) worstMeaning() harm {
	switch {
	case len(i.Followers) == 0:
		return spared
	case i.After == 0:
		return breaks
	default:
		return atRisk
	}
}

// statusLabel heads the revisions of one status.
func (i *Impact) statusLabel(status evaluator.Status) string {
	for _, s := range i.statuses() {
		if s.status == status {
			return fmt.Sprintf("%s · %d", status, s.numbers.Len())
		}
	}
	return string(status)
}

// block draws one revision as tall as the groups beside it, and returns where it
// ends.
func (l *layout) block(b block, y int) int {
	bottom := y
	if b.held != nil {
		for _, g := range l.left {
			if g.revision != b.held.Number {
				continue
			}
			if bottom > y {
				bottom += groupGap
			}
			columns := g.columns(l.leftMost)
			x := margin + laneWidth(l.leftMost) - laneWidth(columns)
			l.point(g, x+laneWidth(columns), l.frameX+frameInset, bottom+arrowAt)
			bottom = l.draw(l.impact, g, x, bottom, columns)
		}
	}
	height := max(blockLow, bottom-y)
	c := card{X: l.frameX + frameInset, Y: y, W: frameWidth - 2*frameInset, H: height, Class: "revision " + statusClass(b.status), Hint: l.impact.hint(b)}
	if b.numbers.Len() == 1 && b.numbers.Max() == l.impact.Revision {
		c.Class += " asked"
	}
	for at := 0; at == 0 || at+blockLow < height; at += relabel {
		c.write("number", 14, at+24, middleCut(b.name(l.impact), numberFits))
		c.write("what", 14, at+43, middleCut(b.remark(l.impact), wordsFit))
	}
	l.Cards = append(l.Cards, c)
	return y + height
}

// hint says everything of a block.
func (i *Impact) hint(b block) string {
	text := i.numbered(b.numbers.Max()) + " is " + string(b.status)
	if b.numbers.Len() > 1 {
		text = fmt.Sprintf("%d revisions are %s: %s", b.numbers.Len(), b.status, shortRanges(b.numbers, 400))
	}
	if b.held != nil {
		text += dates(*b.held)
	}
	return text
}
