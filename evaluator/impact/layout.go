package impact

// layout lays out one drawing in three lanes: the revisions in the frame of their
// family, what holds them by number to their left, each beside its own, and what
// names the family to the right.
type layout struct {
	drawing
	impact      *Impact
	left, right []group
	// leftMost and rightMost are how many columns of chips a lane has.
	leftMost, rightMost int
	frameX              int
}

func newDrawing(i *Impact, rows []row) *drawing {
	l := &layout{impact: i}
	for _, g := range groups(rows) {
		if g.revision == 0 {
			l.right = append(l.right, g)
		} else {
			l.left = append(l.left, g)
		}
	}
	l.lanes()
	bottom := max(l.frame(), l.followers())
	l.Cards[0].H = bottom - margin
	l.Width = l.frameX + frameWidth + margin
	if l.rightMost > 0 {
		l.Width += laneGap + laneWidth(l.rightMost)
	}
	l.Height = bottom + margin
	l.box()
	return &l.drawing
}

// lanes shares three columns among the lanes: the fuller one gets two.
func (l *layout) lanes() {
	most := func(groups []group) (columns, chips int) {
		for _, g := range groups {
			columns, chips = max(columns, g.columns(3)), chips+g.chips()
		}
		return columns, chips
	}
	left, leftChips := most(l.left)
	right, rightChips := most(l.right)
	if left > 0 && right > 0 && left+right > 3 {
		left, right = min(left, 2), 1
		if rightChips > leftChips {
			left, right = 1, 2
		}
	}
	if len(l.impact.unknown()) > 0 {
		left = max(left, 1)
	}
	l.leftMost, l.rightMost = left, right
	l.frameX = margin
	if left > 0 {
		l.frameX += laneWidth(left) + laneGap
	}
}

// point draws the arrow of a group at a height.
func (l *layout) point(g group, from, to, y int) {
	l.Arrows = append(l.Arrows, newArrow(from, to, y, string(harmOf(g.when))))
}

// followers draws what names the family and returns where it ends.
func (l *layout) followers() int {
	x, y := l.frameX+frameWidth+laneGap, margin
	for _, g := range l.right {
		columns := g.columns(l.rightMost)
		l.point(g, x, l.frameX+frameWidth, y+arrowAt)
		y = l.draw(l.impact, g, x, y, columns) + groupGap
	}
	return max(margin, y-groupGap)
}
