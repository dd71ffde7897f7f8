package impact

// paint is an ANSI style, or none.
type paint string

const (
	none    paint = ""
	red     paint = "1;31" // breaks
	yellow  paint = "1;33" // breaks when somebody does something
	magenta paint = "1;35" // nobody looked, as in a report
	bold    paint = "1"
	dim     paint = "2" // never hurt
)

// in paints text.
func (t *tableWriter) in(p paint, text string) string {
	if !t.options.Color || p == none || text == "" {
		return text
	}
	return "\x1b[" + string(p) + "m" + text + "\x1b[0m"
}

func harmPaint(h harm) paint {
	switch h {
	case breaks:
		return red
	case atRisk:
		return yellow
	default:
		return none
	}
}
