package document

import (
	"strings"
	"unicode/utf8"
)

// Lines are the lines of a file, to find the text of scalars in.
type Lines []string

// lineEnds are the line ends that yaml.v3 knows, see countLines.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// SplitLines cuts a decoded file into lines.
func SplitLines(data []byte) Lines { return strings.Split(lineEnds.Replace(string(data)), "\n") }

// line returns a line by its number, or "".
func (l Lines) line(number int) string {
	if number < 1 || number > len(l) {
		return ""
	}
	return l[number-1]
}

// offset returns where in its line a position is, in bytes.
func (l Lines) offset(p Position) int {
	line, offset := l.line(p.Line), 0
	for range p.Column - 1 {
		_, width := utf8.DecodeRuneInString(line[offset:])
		offset += width
	}
	return offset
}

// Layout says where the text of a scalar stands in its file: in the lines of a
// block scalar behind their indentation, in a folded one line after line.
type Layout []stretch

// stretch is a part of a text that stands in its file as it is: one line of it,
// or several of which each stands in a line of its own.
type stretch struct {
	// text and file are where it begins in either.
	text, file Position
	// indent is what stands before every further line.
	indent int
	// whole: it goes on to the end of the text, however many lines that has.
	whole bool
}

// Place returns where a position of the text is in the file. What has no place
// of its own, because an escape stands for it, gets that of what comes before.
func (l Layout) Place(p Position) Position {
	if len(l) == 0 {
		return p
	}
	s := l[0]
	for _, next := range l[1:] {
		if next.text.Line > p.Line || next.text.Line == p.Line && next.text.Column > p.Column {
			break
		}
		s = next
	}
	switch lines := p.Line - s.text.Line; {
	case lines == 0:
		return Position{Line: s.file.Line, Column: s.file.Column + p.Column - s.text.Column}
	case s.whole && lines > 0:
		return Position{Line: s.file.Line + lines, Column: s.indent + p.Column}
	default:
		return s.file
	}
}

// Layout finds the text of a scalar node in its file.
func (l Lines) Layout(node *Node) Layout {
	offset := l.offset(node.Position)
	start := skipProperties(l.line(node.Line)[offset:])
	at := node.Position
	at.Column += utf8.RuneCountInString(l.line(node.Line)[offset:]) - utf8.RuneCountInString(start)
	switch {
	case start == "":
	case start[0] == '|' || start[0] == '>':
		return l.block(node.Text, at.Line, start)
	case start[0] == '"' || start[0] == '\'':
		at.Column++
		start = start[1:]
	}
	if !strings.Contains(node.Text, "\n") && strings.HasPrefix(start, node.Text) {
		return Layout{{text: Position{Line: 1, Column: 1}, file: at}}
	}
	return l.fold(node.Text, at, 0)
}

// skipProperties drops the anchor and the tag that stand before a scalar.
func skipProperties(text string) string {
	for text != "" && (text[0] == '&' || text[0] == '!') {
		_, rest, found := strings.Cut(text, " ")
		if !found {
			return text
		}
		text = strings.TrimLeft(rest, " ")
	}
	return text
}
