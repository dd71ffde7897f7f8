package impact

import (
	"fmt"
	"html/template"
)

// drawing is what the page draws, in pixels: arrows below, cards above.
type drawing struct {
	Width, Height int
	Arrows        []arrow
	Cards         []card
}

// arrow goes straight from one card to another.
type arrow struct{ Class, Shaft, Head string }

// newArrow makes one that ends just before the edge that it points to.
func newArrow(from, to, y int, class string) arrow {
	back := -9
	if to < from {
		back = 9
	}
	tip := to + back/4
	return arrow{
		Class: "arrow " + class,
		Shaft: fmt.Sprintf("M%d %dH%d", from, y, tip+back),
		Head:  fmt.Sprintf("M%d %dl%d -5v10z", tip, y, back),
	}
}

// card is a box with lines of text. Hint is what it says when pointed at.
type card struct {
	X, Y, W, H  int
	Class, Hint string
	Lines       []line
	// Box is X, Y, W and H as attributes.
	Box template.HTMLAttr
}

// line is one line of text. Place is made of numbers and of our own class, so
// that it needs no escaping; Text does.
type line struct {
	Place template.HTMLAttr
	Text  string
}

// write adds a line of text, from the card's left upper corner; none where there
// is no text.
func (c *card) write(class string, right, down int, text string) {
	if text == "" {
		return
	}
	place := fmt.Sprintf(`class="%s" x="%d" y="%d"`, class, c.X+right, c.Y+down)
	c.Lines = append(c.Lines, line{template.HTMLAttr(place), text})
}

// box writes down where the cards are, once all is laid out.
func (d *drawing) box() {
	for at := range d.Cards {
		c := &d.Cards[at]
		corner := 6
		if c.H > blockLow {
			corner = 10
		}
		c.Box = template.HTMLAttr(fmt.Sprintf(`x="%d" y="%d" width="%d" height="%d" rx="%d"`, c.X, c.Y, c.W, c.H, corner))
	}
}

// The measures of a drawing. Names are set in a fixed pitch of a little more than
// seven pixels, so that it is known here what fits; how wide other text becomes
// is up to the browser, so that it has room to spare.
const (
	margin     = 12
	laneGap    = 56
	groupGap   = 14
	frameWidth = 288
	frameInset = 12
	frameHead  = 74
	statusHead = 22
	blockLow   = 60
	// arrowAt is how far below the top of a group its arrow begins.
	arrowAt = 22
	// relabel is how far apart a tall revision says again which it is.
	relabel = 420
	// titleFits, numberFits and wordsFit are how many characters a line in the
	// frame takes.
	titleFits, numberFits, wordsFit = 31, 29, 36
)
