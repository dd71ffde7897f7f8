package document

import "bytes"

// Syntax is the language that a document is written in.
type Syntax string

// The languages that Read knows.
const (
	JSON Syntax = "json"
	YAML Syntax = "yaml"
)

// Read reads the documents of a file of either language: at least one. What
// begins with a brace or a bracket is JSON, or else a YAML flow collection;
// what is neither gets the JSON reader's error. Errors are of type *Error.
func Read(data []byte) ([]Document, error) {
	text, err := Decode(data)
	if err != nil {
		return nil, err
	}
	start := bytes.TrimLeft(text, " \t\r\n")
	if len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return ReadYAML(text)
	}
	root, err := parseJSON(text)
	if err == nil {
		return []Document{{Root: root, Syntax: JSON}}, nil
	}
	if mayBeFlow(err) {
		if documents, err := ReadYAML(text); err == nil {
			return documents, nil
		}
	}
	return nil, jsonError(text, err)
}
