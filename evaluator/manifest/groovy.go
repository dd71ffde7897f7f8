package manifest

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// groovyText is a Groovy source as far as it is looked at: its strings, and the
// code between them.
type groovyText struct {
	// code is the source with blanks for comments and strings, byte by byte.
	code    string
	strings []groovyString
}

// groovyString is one string literal.
type groovyString struct {
	// start and end are its offsets, quotes included; at is where its content
	// begins.
	start, end int
	raw        string
	pieces     []groovyPiece
	// branch: it stands in a block that may not be run.
	branch bool
}

// groovyPiece is a text that stands as it is, or an expression that is filled in.
type groovyPiece struct {
	text, expression string
	at               document.Position
}

// groovySplitter cuts a source into strings and code.
type groovySplitter struct {
	source string
	code   []byte
	offset int
	at     document.Position
	found  []groovyString
}

func splitGroovy(source string) groovyText {
	g := &groovySplitter{source: source, code: []byte(source), at: document.Position{Line: 1, Column: 1}}
	for g.offset < len(source) {
		g.next()
	}
	return groovyText{code: string(g.code), strings: g.found}
}

func (g *groovySplitter) rest() string { return g.source[g.offset:] }

// skip goes on by n bytes.
func (g *groovySplitter) skip(n int) {
	for _, char := range g.source[g.offset:min(g.offset+n, len(g.source))] {
		if g.at.Column++; char == '\n' {
			g.at = document.Position{Line: g.at.Line + 1, Column: 1}
		}
	}
	g.offset = min(g.offset+n, len(g.source))
}

// blank goes on and leaves blanks behind.
func (g *groovySplitter) blank(n int) {
	for i := g.offset; i < min(g.offset+n, len(g.code)); i++ {
		if g.code[i] != '\n' {
			g.code[i] = ' '
		}
	}
	g.skip(n)
}

func (g *groovySplitter) next() {
	rest := g.rest()
	switch {
	case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "#!"):
		g.blank(len(firstLine(rest)))
	case strings.HasPrefix(rest, "/*"):
		end := strings.Index(rest, "*/")
		if end < 0 {
			end = len(rest) - 2
		}
		g.blank(end + 2)
	case strings.HasPrefix(rest, `"""`), strings.HasPrefix(rest, "'''"):
		g.literal(rest[:3])
	case rest[0] == '"' || rest[0] == '\'':
		g.literal(rest[:1])
	default:
		_, width := utf8.DecodeRuneInString(rest)
		g.skip(width)
	}
}

// literal reads a string up to the quotes that end it, or to the end of the line
// where it should have ended.
func (g *groovySplitter) literal(quotes string) {
	str := groovyString{start: g.offset}
	g.skip(len(quotes))
	content := g.offset
	for g.offset < len(g.source) && !strings.HasPrefix(g.rest(), quotes) {
		if g.rest()[0] == '\n' && len(quotes) == 1 {
			break
		}
		str.pieces = append(str.pieces, g.piece(quotes))
	}
	str.raw = g.source[content:g.offset]
	if strings.HasPrefix(g.rest(), quotes) {
		g.skip(len(quotes))
	}
	str.end = g.offset
	for i := str.start; i < str.end; i++ {
		if g.code[i] != '\n' {
			g.code[i] = ' '
		}
	}
	g.found = append(g.found, str)
}

// piece reads an escape, an expression, or the text up to the next of them.
func (g *groovySplitter) piece(quotes string) groovyPiece {
	at, rest := g.at, g.rest()
	if rest[0] == '\\' && len(rest) > 1 {
		_, width := utf8.DecodeRuneInString(rest[1:])
		text := rest[1 : 1+width]
		g.skip(1 + width)
		return groovyPiece{text: unescaped(text), at: at}
	}
	if quotes[0] == '"' && rest[0] == '$' {
		if length, expression := interpolated(rest); length > 0 {
			g.skip(length)
			return groovyPiece{expression: expression, at: at}
		}
	}
	n := 1
	for n < len(rest) && !strings.ContainsRune("\\$\n", rune(rest[n])) && !strings.HasPrefix(rest[n:], quotes) {
		n++
	}
	g.skip(n)
	return groovyPiece{text: rest[:n], at: at}
}

// unescaped returns what an escaped character stands for; an escaped line end is
// none.
func unescaped(char string) string {
	switch char {
	case "n":
		return "\n"
	case "t":
		return "\t"
	case "r", "b", "f", "\n":
		return ""
	}
	return char
}

// maxInterpolated is how long an expression inside a string may be.
const maxInterpolated = 500

// interpolated reads ${expression} or $name.name at the beginning of a text.
func interpolated(text string) (int, string) {
	if strings.HasPrefix(text, "${") {
		depth := 0
		for i, char := range text {
			switch char {
			case '{':
				depth++
			case '}':
				if depth--; depth == 0 {
					return i + 1, cmp.Or(text[2:i], "…")
				}
			}
			if i > maxInterpolated {
				break
			}
		}
		line := firstLine(text) // it does not end: nobody knows what it is
		return len(line), cmp.Or(line[2:], "…")
	}
	n := 1
	for n < len(text) && (text[n] == '_' || text[n] >= 'a' && text[n] <= 'z' || text[n] >= 'A' && text[n] <= 'Z' || n > 1 && text[n] >= '0' && text[n] <= '9') {
		n++
	}
	if n == 1 {
		return 0, ""
	}
	return n, text[1:n]
}
