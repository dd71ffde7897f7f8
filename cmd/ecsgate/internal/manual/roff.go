package manual

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// roff is a text in the language of man(7).
type roff struct{ strings.Builder }

// macro writes a request with its arguments.
func (b *roff) macro(name string, arguments ...string) {
	b.WriteString("." + name)
	for _, argument := range arguments {
		b.WriteString(` "` + strings.ReplaceAll(escaped(argument), `"`, `\(dq`) + `"`)
	}
	b.WriteByte('\n')
}

// text writes lines that are filled up to paragraphs.
func (b *roff) text(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			b.WriteString(`\&`) // else it would be a request
		}
		b.WriteString(escaped(line) + "\n")
	}
}

func (b *roff) item(tag, text string) {
	b.macro("TP")
	b.macro("B", tag)
	b.text(text)
}

// paragraph writes a part of a description; what is indented stays as it is.
func (b *roff) paragraph(text string) {
	switch {
	case text == "":
	case strings.HasPrefix(text, " "):
		b.macro("PP")
		b.macro("EX")
		b.text(text)
		b.macro("EE")
	default:
		b.macro("PP")
		b.text(text)
	}
}

// escaped keeps text from being read as commands, and hyphens from being broken
// or turned into dashes: whoever copies a flag copies what they need. Not every
// formatter reads UTF-8.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		}
	}
	return b.String()
}
