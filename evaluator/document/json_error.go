package document

import (
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonError gives what stopped the JSON reader as an *Error.
func jsonError(data []byte, err error) error {
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	syntax, ok := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case err == io.EOF:
		return errorAt(positionOf(data, len(data)), "there is no JSON value")
	case !ok:
		return errorAt(Position{}, "JSON: %s", err.Error())
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errorAt(positionOf(data, len(data)), "JSON ends in the middle of a value")
	case errors.Is(err, jsontext.ErrDuplicateName):
		return errorAt(positionOf(data, int(syntax.ByteOffset)), "duplicate name %s", quote(syntax.JSONPointer.LastToken()))
	default:
		// The reasons repeat at most one character or escape sequence.
		return errorAt(positionOf(data, int(syntax.ByteOffset)), "JSON: %s", syntax.Err.Error())
	}
}

// mayBeFlow reports whether text that is not JSON may be a YAML flow
// collection: it is neither cut off nor refused for what it says.
func mayBeFlow(err error) bool {
	_, ok := errors.AsType[*jsontext.SyntacticError](err)
	return ok && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, jsontext.ErrDuplicateName)
}
