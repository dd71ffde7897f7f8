package config

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// inlineMark begins a waiver in a comment:
//
//	# ecsgate:ignore ECS303,ECS306 until=2027-01-31 owner=web-team reason=moves with the next release
const inlineMark = "ecsgate:ignore"

// InlineWaiver is a waiver in a comment of a manifest. It is for findings in that
// line; one that has a line for itself is for the next line, with what continues it.
type InlineWaiver struct {
	Waiver
	// Rules are those that it names; Waiver.Rule stays empty.
	Rules []string
	// First and Last are the lines that it is for.
	First, Last int
	// Problem says why it can not be read; empty: it could.
	Problem string
}

// ReadInline finds the waivers in the comments of a manifest. JSON has no comments,
// so nothing is looked for in its strings.
func ReadInline(name string, data []byte) []InlineWaiver {
	if !bytes.Contains(data, []byte(inlineMark)) {
		return nil
	}
	text, err := document.Decode(data)
	if err != nil || jsontext.Value(text).IsValid() {
		return nil
	}
	lines := strings.Split(string(text), "\n")
	marks := commentMarks(name, text)
	var found []InlineWaiver
	for i, line := range lines {
		column, alone, is := comment(line, marks)
		if !is {
			continue
		}
		w := InlineWaiver{Waiver: Waiver{File: name, Position: document.Position{Line: i + 1, Column: utf8.RuneCountInString(line[:column]) + 1}}}
		w.First, w.Last = i+1, i+1
		if alone {
			w.First, w.Last = next(lines, marks, i)
		}
		w.Problem = w.parse(line[column+len(inlineMark):])
		found = append(found, w)
	}
	return found
}
