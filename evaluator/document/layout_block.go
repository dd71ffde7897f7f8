package document

import (
	"strings"
	"unicode/utf8"
)

// block lays out the text of a block scalar whose header ("|-", ">2") stands in
// the line of that number.
func (l Lines) block(text string, header int, style string) Layout {
	begin := Position{Line: header + 1, Column: 1}
	indent := 0
	if i := strings.IndexByte(text, '\n'); style[0] == '|' || i >= 0 {
		indent = l.indentation(text, header)
	}
	begin.Column += indent
	if style[0] == '|' {
		return Layout{{text: Position{Line: 1, Column: 1}, file: begin, indent: indent, whole: true}}
	}
	return l.fold(text, begin, indent)
}

// indentation returns how many spaces stand before the lines of a block scalar:
// what its first line with content has more than the text.
func (l Lines) indentation(text string, header int) int {
	content := strings.TrimLeft(text, "\n")
	first := header + 1 + len(text) - len(content)
	line := l.line(first)
	own := len(content) - len(strings.TrimLeft(content, " "))
	return max(0, len(line)-len(strings.TrimLeft(line, " "))-own)
}

// fold lays out a text whose lines were joined: what stands in each line of the
// file comes again in the text, with a space or line ends between.
func (l Lines) fold(text string, at Position, indent int) Layout {
	layout := Layout{{text: Position{Line: 1, Column: 1}, file: at, indent: indent}}
	c := newCursor([]byte(text))
	offset, from := 0, l.offset(at)
	for number := at.Line; number <= len(l) && offset < len(text); number++ {
		line := l.line(number)
		from = skipSpace(line, min(from, len(line)))
		offset = skipSpace(text, offset)
		column := 1 + utf8.RuneCountInString(line[:from])
		shared := common(text[offset:], line[from:])
		if shared > 0 {
			layout = append(layout, stretch{text: c.at(offset), file: Position{Line: number, Column: column}})
		}
		if strings.TrimLeft(line[from+shared:], " \t\"'") != "" {
			break // an escape: where the text goes on nobody knows
		}
		offset += shared
		from = 0
	}
	return layout
}

// skipSpace returns the first offset from one on where no white space is.
func skipSpace(text string, offset int) int {
	for offset < len(text) && (text[offset] == ' ' || text[offset] == '\n' || text[offset] == '\t') {
		offset++
	}
	return offset
}

// common returns how many bytes two texts share at their beginnings, whole
// characters only.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return n
}
