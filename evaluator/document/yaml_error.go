package document

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// grammarErrors are the messages of yaml.v3's parser, which counts lines from
// 0; its scanner counts them from 1.
var grammarErrors = []string{
	"did not find expected '-' indicator",
	"did not find expected ',' or ']'",
	"did not find expected ',' or '}'",
	"did not find expected <document start>",
	"did not find expected key",
	"did not find expected node content",
	"found undefined tag handle",
}

// yamlError gives what stopped yaml.v3 ("yaml: line 7: …") as an *Error. The
// column is 1: yaml.v3 does not tell it.
func yamlError(data []byte, lines int, err error) *Error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if name, ok := strings.CutPrefix(message, "unknown anchor '"); ok {
		name = strings.TrimSuffix(name, "' referenced")
		return errorAt(Position{}, "YAML: alias %s has no anchor", quote(name))
	}
	if message == "control characters are not allowed" {
		offset := max(0, bytes.IndexFunc(data, isForbidden))
		return errorAt(positionOf(data, offset), "YAML: %s", message)
	}
	line := 1
	if number, rest, ok := strings.Cut(strings.TrimPrefix(message, "line "), ": "); ok {
		if n, err := strconv.Atoi(number); err == nil {
			line, message = n, rest
			if slices.Contains(grammarErrors, message) {
				line++
			}
		}
	}
	// A document that lacks its end is at fault on the line after the last.
	return errorAt(Position{Line: min(line, lines), Column: 1}, "YAML: %s", message)
}

// isForbidden tells the characters that YAML does not allow, also in comments.
func isForbidden(char rune) bool {
	switch {
	case char == '\t', char == '\n', char == '\r', char == 0x85:
		return false
	default:
		return char < ' ' || char > '~' && char < 0xA0 || char == 0xFFFE || char == 0xFFFF
	}
}
