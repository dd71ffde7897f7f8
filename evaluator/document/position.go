package document

import (
	"bytes"
	"unicode/utf8"
)

// cursor turns byte offsets into positions. Its offsets never go back, so that
// the positions of a whole file cost one pass over it, however long its lines.
type cursor struct {
	data   []byte
	offset int
	Position
}

func newCursor(data []byte) cursor {
	return cursor{data: data, Position: Position{Line: 1, Column: 1}}
}

// at moves on to the offset and returns its position.
func (c *cursor) at(offset int) Position {
	for {
		length := bytes.IndexByte(c.data[c.offset:offset], '\n')
		if length < 0 {
			break
		}
		c.offset += length + 1
		c.Line++
		c.Column = 1
	}
	c.Column += utf8.RuneCount(c.data[c.offset:offset])
	c.offset = offset
	return c.Position
}

// positionOf returns the position of one offset, for error messages.
func positionOf(data []byte, offset int) Position {
	c := newCursor(data)
	return c.at(offset)
}
