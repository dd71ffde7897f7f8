package command

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// piece is a part of a word: text that is known, or what stands there instead.
type piece struct {
	text string
	// reason says why the text is not known.
	reason  string
	outputs []Output
	// file is set for the content of a file that nobody looked at yet.
	file string
	// many: it may be any number of words.
	many bool
}

// field is one word that a shell makes of its text.
type field struct {
	pieces []piece
	at     document.Position
}

// literal makes a field of a text that is known.
func literal(text string, at document.Position) field {
	return field{pieces: []piece{{text: text}}, at: at}
}

// text is all that stands in the field, known or not.
func (f field) text() string {
	if len(f.pieces) == 1 {
		return f.pieces[0].text
	}
	var b strings.Builder
	for _, p := range f.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// known returns the field's text, and whether all of it is known.
func (f field) known() (string, bool) {
	for _, p := range f.pieces {
		if p.reason != "" {
			return "", false
		}
	}
	return f.text(), true
}

func (f field) outputs() []Output {
	var list []Output
	for _, p := range f.pieces {
		list = addOutputs(list, p.outputs...)
	}
	return list
}

func (f field) word() Word {
	word := Word{Text: f.text(), Outputs: f.outputs(), Position: f.at}
	if len(f.pieces) == 1 && f.pieces[0].file != "" {
		// The AWS CLI reads it itself if it is told to.
		word.Text, word.placed = fileScheme+f.pieces[0].file, true
		return word
	}
	for _, p := range f.pieces {
		if p.reason != "" {
			word.Reason = p.reason
			break
		}
	}
	return word
}

func outputsOf(fields []field) []Output {
	var list []Output
	for _, f := range fields {
		list = addOutputs(list, f.outputs()...)
	}
	return list
}

// doubtful are outputs that a word may come from, or not.
func doubtful(outputs []Output) []Output {
	list := slices.Clone(outputs)
	for i := range list {
		list[i].Maybe = true
	}
	return list
}

// maxOutputs bounds what one word can come from: nobody needs more to say what
// it is, and in a loop each could bring all others.
const maxOutputs = 16

func addOutputs(list []Output, more ...Output) []Output {
	for _, o := range more {
		if len(list) < maxOutputs && !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	return list
}

// builder makes the fields of one word: what is not quoted is split at white
// space after it was expanded.
type builder struct {
	done []field
	now  field
	// open: the field under way is there, even if it is empty.
	open bool
	at   document.Position
}

// add appends to the field under way.
func (b *builder) add(p piece) {
	b.now.pieces = append(b.now.pieces, p)
	b.open = true
}

// next ends the field under way, if there is one.
func (b *builder) next() {
	if b.open {
		b.now.at = b.at
		b.done = append(b.done, b.now)
	}
	b.now, b.open = field{}, false
}

// split adds what a shell splits: a known text at its white space.
func (b *builder) split(p piece) {
	p.many = p.reason != ""
	if p.reason != "" || !strings.ContainsAny(p.text, " \t\n") {
		if p.text != "" || p.reason != "" {
			b.add(p)
		}
		return
	}
	if strings.HasPrefix(p.text, " ") || strings.HasPrefix(p.text, "\t") || strings.HasPrefix(p.text, "\n") {
		b.next()
	}
	words := strings.Fields(p.text)
	for i, text := range words {
		if i > 0 {
			b.next()
		}
		b.add(piece{text: text, outputs: p.outputs})
	}
	if strings.HasSuffix(p.text, " ") || strings.HasSuffix(p.text, "\t") || strings.HasSuffix(p.text, "\n") {
		b.next()
	}
}

// several adds the elements of a list: "$@", "${OPTIONS[@]}".
func (b *builder) several(fields []field, quoted bool) {
	for i, f := range fields {
		if i > 0 {
			b.next()
		}
		if quoted {
			b.open = true
		}
		for _, p := range f.pieces {
			if quoted {
				b.add(p)
			} else {
				b.split(p)
			}
		}
	}
}

func (b *builder) fields() []field {
	b.next()
	return b.done
}

// joined makes one field of several, with spaces between them.
func joined(fields []field, at document.Position) field {
	f := field{at: at}
	for i, part := range fields {
		if i > 0 {
			f.pieces = append(f.pieces, piece{text: " "})
		}
		f.pieces = append(f.pieces, part.pieces...)
	}
	return f
}
