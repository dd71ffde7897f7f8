package manifest

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// A template is often no JSON or YAML before it is rendered: "Subnets": ${ids},
// {{ if .Spot }}, a comment. A tolerant reading puts a text of the same length in
// the place of each expression, blanks comments and directives, and gives the
// tree its expressions back, so that every position is right and a reference that
// is an expression comes out unresolved.

// unrendered is a file that was read so.
type unrendered struct {
	documents []document.Document
	// open are the values that are, or hold, an expression.
	open map[*document.Node]bool
	// conditional are the lines from each "if" or "for" to its end.
	conditional []lineSpan
	// inserts are the lines that stand for text of another file, or for any number
	// of lines.
	inserts []int
	// first is the line of the first thing that was read tolerantly, what says so.
	first int
	what  string
}

type lineSpan struct{ from, to int }

// lenience is how much a tolerant reading takes. As a rule
// "{{ if … }}a{{ else }}b{{ end }}" in one line is one expression; with arms its
// directives are blanked and both arms stand. With inserts a line that is nothing
// but an expression is blanked, whatever it inserts.
type lenience struct{ arms, inserts bool }

// leniences are tried in this order.
var leniences = []lenience{{}, {arms: true}, {inserts: true}, {arms: true, inserts: true}}

// maxTemplate bounds what is read tolerantly: templates are written by people.
const maxTemplate = 1 << 20

// errUntouched is why a file is not read tolerantly: there is nothing in it that
// a template has.
var errUntouched = errors.New("it holds no expression, directive or comment")

// tolerate reads a file that is no JSON or YAML. Where that is not enough to make
// it one, the error is that of the first attempt.
func tolerate(data []byte) (unrendered, error) {
	text, err := document.Decode(data)
	if err != nil {
		return unrendered{}, err
	}
	if len(text) > maxTemplate || bytes.ContainsFunc(text, isMarker) {
		return unrendered{}, errUntouched
	}
	var first error
	for _, l := range leniences {
		b := newBlanker(string(text), l)
		b.run()
		if !b.touched {
			return unrendered{}, errUntouched
		}
		documents, err := document.Read([]byte(b.out.String()))
		if err == nil && holdTree(documents) {
			return b.unrendered(documents), nil
		}
		first = cmp.Or(first, err, errUntouched)
		if !b.decided {
			break
		}
	}
	return unrendered{}, first
}

// holdTree reports whether any document is more than one plain text, which
// any file is to YAML.
func holdTree(documents []document.Document) bool {
	return slices.ContainsFunc(documents, func(d document.Document) bool { return d.Root.Kind >= document.Sequence })
}

// unrendered returns what came of the copy.
func (b *blanker) unrendered(documents []document.Document) unrendered {
	u := unrendered{
		documents: documents, open: map[*document.Node]bool{}, conditional: b.spans(), inserts: b.inserted,
		first: b.first, what: b.what,
	}
	for _, d := range documents {
		b.restore(d.Root, u.open)
	}
	return u
}

// isUnrendered reports whether a tolerant reading makes a file one of a kind
// that is known.
func isUnrendered(file File) bool {
	u, err := tolerate(file.Data)
	return err == nil && slices.ContainsFunc(u.documents, func(d document.Document) bool { return isKnown(d.Root, file.Name) })
}

// isKnown reports whether a document is of any kind, or the body of a request.
func isKnown(root *document.Node, name string) bool {
	return slices.ContainsFunc(kinds, func(k kind) bool { return k.is(root) }) || bodyOf(root).likely(name)
}

// readUnrendered reads such a file as what it will be.
func readUnrendered(s source) evaluator.Change {
	u, err := tolerate(s.file.Data)
	if err != nil {
		return evaluator.Change{Failures: []evaluator.Failure{parseFailure(s.file.Name, err)}}
	}
	s.open = u.open
	change, _ := s.readDocuments(u.documents)
	for i := range change.Operations {
		change.Operations[i].Maybe = change.Operations[i].Maybe || u.isConditional(change.Operations[i].Line)
	}
	appendChange(&change, s.note(&document.Node{Position: document.Position{Line: u.first, Column: 1}}, "%s", u.what))
	for _, line := range u.inserts {
		appendChange(&change, s.unseen(document.Position{Line: line, Column: 1}, "what is inserted here is not in this file: not checked"))
	}
	return change
}

// isConditional reports whether a condition or a loop decides about a line.
func (u unrendered) isConditional(line int) bool {
	return slices.ContainsFunc(u.conditional, func(span lineSpan) bool { return span.from <= line && line <= span.to })
}
