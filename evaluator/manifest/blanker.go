package manifest

import (
	"strings"
	"unicode/utf8"
)

// blanker copies a template so that a document parser takes it: character for
// character and line for line, with markers for expressions.
type blanker struct {
	lenience
	text string
	at   int
	out  strings.Builder
	line int
	// indent: nothing but white space stands before at in its line.
	indent bool
	// isJSON: comments are blanked, and an expression outside of strings needs
	// quotes.
	isJSON bool

	// expressions are what markers stand for.
	expressions []string
	directives  []placedDirective
	inserted    []int
	// split counts the directives whose end does not stand in their line.
	split int
	// decided: another lenience would have made another copy.
	decided bool

	// touched: something was not copied as it is, template: it is an expression.
	touched, template bool
	first             int
	what              string
}

func newBlanker(text string, l lenience) *blanker {
	return &blanker{lenience: l, text: text, line: 1, indent: true, isJSON: beginsJSON(text)}
}

// beginsJSON reports whether what is left without directives and comments begins
// as JSON does.
func beginsJSON(text string) bool {
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		length := commentLength(text)
		if e, ok := expressionAt(text, true); ok && length == 0 {
			if e.role == value {
				return false
			}
			length = e.length
		}
		if length == 0 {
			return strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")
		}
		text = text[length:]
	}
}

func (b *blanker) run() {
	for b.at < len(b.text) {
		rest := b.text[b.at:]
		e, found := expressionAt(rest, b.isJSON)
		switch {
		case b.isJSON && rest[0] == '"':
			b.quoted()
		case b.isJSON && commentLength(rest) > 0:
			b.touchComment()
			b.blank(commentLength(rest))
		case !found:
			b.copy(1)
		case e.role != value:
			b.directive(rest, e)
		case b.alone(e.length) && b.decide(b.inserts):
			b.touchTemplate(rest[:e.length])
			b.inserted = append(b.inserted, b.line)
			b.blank(e.length)
		case b.isJSON:
			b.mark(tokenLength(rest, e.length), `"`)
		default:
			b.mark(e.length, "")
		}
	}
}

// quoted copies a JSON string. An expression in it is marked only where its own
// quotes would end the string.
func (b *blanker) quoted() {
	b.copy(1)
	for b.at < len(b.text) {
		rest := b.text[b.at:]
		e, found := expressionAt(rest, false)
		switch {
		case rest[0] == '\n': // no string of JSON goes on here
			return
		case rest[0] == '"':
			b.copy(1)
			return
		case rest[0] == '\\' && len(rest) > 1:
			b.copy(2)
		case found && breaksString(rest[:e.length]):
			b.mark(e.length, "")
		default:
			b.copy(1)
		}
	}
}

// breaksString reports whether an expression has whole strings of its own: with an
// odd number of quotes it would reach beyond the string that it stands in.
func breaksString(expression string) bool {
	quotes := strings.Count(expression, `"`) - strings.Count(expression, `\"`)
	return quotes > 0 && quotes%2 == 0 && !strings.Contains(expression, "\n")
}

// alone reports whether the next bytes are all that stands in their lines.
func (b *blanker) alone(length int) bool {
	after := strings.TrimLeft(b.text[b.at+length:], " \t\r,")
	return b.indent && (after == "" || after[0] == '\n')
}

// touchTemplate notes an expression or a condition; touchComment what matters
// less: a comment, another directive.
func (b *blanker) touchTemplate(expression string) {
	if !b.template {
		b.template, b.touched, b.first = true, true, b.line
		b.what = "this file is not rendered yet: it was read with what it fills in left open, such as " + quoted(expression)
	}
}

func (b *blanker) touchComment() {
	if !b.touched {
		b.touched, b.first, b.what = true, b.line, "this file holds comments, or directives of a template: it was read without them"
	}
}

// copy copies at least so many bytes: whole characters.
func (b *blanker) copy(length int) {
	for end := b.at + length; b.at < min(end, len(b.text)); {
		_, width := utf8.DecodeRuneInString(b.text[b.at:])
		b.count(b.text[b.at : b.at+width])
		b.out.WriteString(b.text[b.at : b.at+width])
		b.at += width
	}
}

// blank writes spaces for the next bytes, and keeps the ends of lines.
func (b *blanker) blank(length int) {
	for _, c := range b.text[b.at : b.at+length] {
		if c == '\n' || c == '\r' {
			b.out.WriteRune(c)
		} else {
			b.out.WriteByte(' ')
		}
	}
	b.count(b.text[b.at : b.at+length])
	b.at += length
}

func (b *blanker) count(text string) {
	b.line += strings.Count(text, "\n")
	end := strings.LastIndexByte(text, '\n') + 1
	b.indent = (b.indent || end > 0) && strings.Trim(text[end:], " \t\r") == ""
}
