package terraform

import (
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// note says something once.
func (p *plan) note(at document.Position, message string) {
	p.say(evaluator.Note{File: p.file, Line: at.Line, Message: message})
}

// unseen says once that something which may send requests was not looked at.
func (p *plan) unseen(at document.Position, message string) {
	p.say(evaluator.Note{File: p.file, Line: at.Line, Message: message, Unseen: true})
}

func (p *plan) say(note evaluator.Note) {
	if !p.said[note.Message] {
		p.said[note.Message] = true
		p.change.Notes = append(p.change.Notes, note)
	}
}

func (p *plan) fail(at document.Position, message string) {
	p.change.Failures = append(p.change.Failures, evaluator.Failure{File: p.file, Line: at.Line, Column: at.Column, Message: message})
}

// maxShown bounds, in characters, how much of an expression is shown.
const maxShown = 200

// oneLine folds white space and cuts at maxShown.
func oneLine(s string) string {
	if len(s) > 4*maxShown+4 {
		s = s[:4*maxShown+4] // no more than this can remain
	}
	return shorten(strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " "), maxShown)
}

func shorten(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}
