package document

import "fmt"

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
