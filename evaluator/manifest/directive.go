package manifest

// placedDirective is a directive, by its line.
type placedDirective struct {
	line int
	role role
}

// decide notes that the lenience makes a difference to this file.
func (b *blanker) decide(lenient bool) bool {
	b.decided = true
	return lenient
}

// maxSplit bounds how often the end of a directive is looked for in vain.
const maxSplit = 200

// directive blanks a directive; one whose end stands in the same line is an
// expression with it.
func (b *blanker) directive(rest string, e expression) {
	if e.role == opening && b.split < maxSplit {
		length := armsLength(rest, b.isJSON)
		switch {
		case length == 0:
			b.split++
		case b.alone(length) || b.decide(b.arms):
		case b.isJSON:
			b.mark(tokenLength(rest, length), `"`)
			return
		default:
			b.mark(length, "")
			return
		}
	}
	if e.role == opening {
		b.touchTemplate(rest[:e.length])
	}
	b.touchComment()
	b.directives = append(b.directives, placedDirective{b.line, e.role})
	b.blank(e.length)
}

// spans pairs directives: the lines that a condition or a loop decides about.
func (b *blanker) spans() []lineSpan {
	var spans []lineSpan
	var open []int
	for _, d := range b.directives {
		switch {
		case d.role == opening:
			open = append(open, d.line)
		case d.role == closing && len(open) > 0:
			spans = append(spans, lineSpan{open[len(open)-1], d.line})
			open = open[:len(open)-1]
		}
	}
	for _, from := range open {
		spans = append(spans, lineSpan{from, b.line})
	}
	return spans
}
