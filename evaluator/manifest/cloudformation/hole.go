package cloudformation

import (
	"strings"
	"unicode/utf8"
)

// hole is what is not known inside a text, or known only to be an attribute of
// a resource of the template. In the text one character of a private range of
// Unicode stands for it, so that a text with holes can be joined, split and
// read as JSON like any other.
type hole struct {
	// written is the expression in short form, why says what keeps it from being
	// known.
	written string
	why     string
	// resource and attribute: the hole is that of a resource of this template;
	// attribute is empty for a Ref.
	resource  *resource
	attribute string
	// parameter: the hole is a parameter without a value, or a pseudo parameter.
	parameter string
}

// The characters that stand for holes: a supplementary private use area, which
// keeps them apart from the icons that people do write.
const (
	firstHole = rune(0xF0000)
	lastHole  = rune(0xFFFFD)
)

func isHole(c rune) bool { return c >= firstHole && c <= lastHole }

// scrub takes the characters that stand for holes out of text that comes from
// outside: only this reader makes holes.
func scrub(text string) string {
	if strings.IndexByte(text, 0xF3) < 0 || strings.IndexFunc(text, isHole) < 0 {
		return text
	}
	return strings.Map(func(c rune) rune {
		if isHole(c) {
			return '\uFFFD'
		}
		return c
	}, text)
}

// dig makes a hole and returns the text that stands for it.
func (r *reader) dig(h hole) string {
	if len(r.holes) == int(lastHole-firstHole) {
		r.holes = append(r.holes, hole{written: "…", why: "the template holds too many expressions"})
	}
	if len(r.holes) > int(lastHole-firstHole) {
		return string(lastHole)
	}
	r.holes = append(r.holes, h)
	return string(firstHole + rune(len(r.holes)-1))
}

// firstHole returns the first hole of a text, nil when it has none.
func (r *reader) firstHole(text string) *hole {
	i := strings.IndexFunc(text, isHole)
	if i < 0 {
		return nil
	}
	c, _ := utf8.DecodeRuneInString(text[i:])
	return r.holeOf(c)
}

// holeOf returns the hole that a character stands for. A JSON text can spell
// such a character as an escape, which scrub does not see: it is a hole of which
// nothing is known.
func (r *reader) holeOf(c rune) *hole {
	if i := int(c - firstHole); i < len(r.holes) {
		return &r.holes[i]
	}
	return &hole{written: "…", why: "it is a private character"}
}

// onlyHole returns the hole that is the whole of a text, nil otherwise.
func (r *reader) onlyHole(text string) *hole {
	h := r.firstHole(text)
	if h == nil || len(text) != len(string(firstHole)) {
		return nil
	}
	return h
}

// opaque reports whether a text has a hole whose value could hold any
// character. Those of partition, Region and account hold no separator.
func (r *reader) opaque(text string) bool {
	for _, c := range text {
		if isHole(c) && !isPlace(r.holeOf(c).parameter) {
			return true
		}
	}
	return false
}

// spell writes a text with its holes as Fn::Sub would.
func (r *reader) spell(text string) string {
	if h := r.onlyHole(text); h != nil {
		return h.written
	}
	if r.firstHole(text) == nil {
		return text
	}
	var b strings.Builder
	for _, c := range text {
		if !isHole(c) {
			b.WriteRune(c)
			continue
		}
		written := r.holeOf(c).written
		b.WriteString("${" + strings.TrimPrefix(strings.TrimPrefix(written, "!Ref "), "!GetAtt ") + "}")
	}
	return b.String()
}

// quoteHoles puts quotes around the holes of a JSON text that stand outside
// its strings ("DesiredCount": ${Count}), so that it can be read.
func quoteHoles(text string) string {
	var b strings.Builder
	quoted, escaped := false, false
	for _, c := range text {
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		}
		if isHole(c) && !quoted {
			b.WriteString(`"` + string(c) + `"`)
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}
