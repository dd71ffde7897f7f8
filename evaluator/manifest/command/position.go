package command

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// place turns offsets into a text into positions of its file.
type place struct {
	text   string
	at     document.Position
	indent int
	// fixed: the text stands nowhere as it is, and all of it has the position at.
	fixed bool
	lines []int
	// The last answer makes the next one cheap, however long a line is.
	lastOffset int
	last       document.Position
}

// over returns the place of a text that stands where this one does.
func (p place) over(text string) *place {
	if p.at.Line == 0 {
		p.at = document.Position{Line: 1, Column: 1}
	}
	p.text, p.lines, p.last, p.lastOffset = text, []int{0}, p.at, 0
	for offset := 0; ; {
		end := strings.IndexByte(text[offset:], '\n')
		if end < 0 {
			return &p
		}
		offset += end + 1
		p.lines = append(p.lines, offset)
	}
}

// position returns where an offset is.
func (p *place) position(offset int) document.Position {
	if p.fixed {
		return p.at
	}
	offset = min(max(offset, 0), len(p.text))
	line := sort.SearchInts(p.lines, offset+1) - 1
	from, position := p.lines[line], document.Position{Line: p.at.Line + line, Column: 1 + p.indent}
	if line == 0 {
		position.Column = p.at.Column
	}
	if p.lastOffset >= from && p.lastOffset <= offset {
		from, position = p.lastOffset, p.last
	}
	position.Column += utf8.RuneCountInString(p.text[from:offset])
	p.lastOffset, p.last = offset, position
	return position
}
