package impact

import "strings"

// unseen is what no state tells, said aloud wherever people read.
const unseen = "SSM parameters, environment variables, code, other accounts and Terraform states that hold the name can not be seen"

// unreadWords says which kinds of holder could not be looked through.
func (i *Impact) unreadWords() []string {
	var lines []string
	for _, u := range i.Unread {
		lines = append(lines, unreadLabel+u.Reason)
	}
	return lines
}

// computedWords says what computes a task definition.
func (i *Impact) computedWords() []string {
	var lines []string
	for _, c := range i.Computed {
		lines = append(lines, kindWord(c.Kind)+" "+c.Name+": "+c.Expression)
	}
	return lines
}

// unknown lists what may hold it and nobody knows.
func (i *Impact) unknown() []string {
	lines := i.unreadWords()
	for _, computed := range i.computedWords() {
		lines = append(lines, computedLabel+computed)
	}
	return lines
}

// What stands before what nobody knows.
const (
	unreadLabel   = "not looked through: "
	computedLabel = "computed when it triggers: "
)

// maxUnknown is how much of what is not known a drawing names.
const maxUnknown = 8

// unknownBriefly names what is not known where there is little room.
func (i *Impact) unknownBriefly() []string {
	var lines []string
	for _, u := range i.Unread {
		lines = append(lines, string(u.Kind)+": not read")
	}
	for _, c := range i.Computed {
		lines = append(lines, kindWord(c.Kind)+" "+c.Name)
	}
	return atMost(lines, maxUnknown)
}

// unknown draws what may hold any revision, and returns where the frame ends.
func (l *layout) unknown(y int) int {
	texts := l.impact.unknown()
	if len(texts) == 0 {
		return y
	}
	x := margin + laneWidth(l.leftMost) - laneWidth(1)
	c := card{X: x, Y: y, W: laneWidth(1), Class: "group unknown", Hint: strings.Join(texts, "\n")}
	c.write("when", padding, 18, "not known")
	c.write("what", padding, 34, "may hold any revision")
	for _, text := range l.impact.unknownBriefly() {
		c.write("detail", padding, 18+chipLine*len(c.Lines), middleCut(text, detailFits))
	}
	c.H = 18 + chipLine*len(c.Lines)
	whole := card{X: l.frameX + frameInset, Y: y, W: frameWidth - 2*frameInset, H: c.H, Class: "revision unknown"}
	whole.write("what", 14, 24, "any revision, or the family")
	l.Cards = append(l.Cards, c, whole)
	l.Arrows = append(l.Arrows, newArrow(x+laneWidth(1), whole.X, y+arrowAt, "unknown"))
	return y + c.H + groupGap
}
