package document

import (
	"fmt"
	"strconv"
)

// Error says why a file could not be read, and where. Its text is one line.
type Error struct {
	Position
	Message string
}

// Error returns the message with its position in front, where one is known.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message)
}

func errorAt(where Position, format string, arguments ...any) *Error {
	return &Error{Position: where, Message: fmt.Sprintf(format, arguments...)}
}

// maxEcho is how many characters of a file a message repeats at most: enough
// to recognise a name, too little to spill a secret or a whole line.
const maxEcho = 40

// quote returns text from a file as messages show it: quoted, escaped and cut.
func quote(text string) string {
	count := 0
	for offset := range text {
		if count == maxEcho {
			return strconv.Quote(text[:offset]) + "…"
		}
		count++
	}
	return strconv.Quote(text)
}
