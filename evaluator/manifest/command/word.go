package command

import (
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// fields returns the fields that a shell makes of words. Each word is read once
// only: the commands inside of it are found on the way.
func (r *reader) fields(words []*syntax.Word) []field {
	var list []field
	for _, w := range words {
		for _, braced := range unbrace(w) {
			list = append(list, r.word(braced)...)
		}
	}
	return list
}

// word returns the fields of one word: none of an unquoted variable that is
// empty, several where it holds white space.
func (r *reader) word(w *syntax.Word) []field {
	b := &builder{at: r.part.position(w.Pos())}
	for _, p := range w.Parts {
		r.addPart(b, p, false)
	}
	fields := b.fields()
	for _, f := range fields {
		r.work(f)
	}
	return fields
}

// work takes what it costs to make a field off the budget.
func (r *reader) work(f field) (size int) {
	for _, p := range f.pieces {
		size += len(p.text)
	}
	r.budget -= len(f.pieces) + size/16
	return size
}

// value returns a word as one field, as an assignment or a redirection takes it.
func (r *reader) value(w *syntax.Word) field {
	if w == nil {
		return field{pieces: []piece{{}}}
	}
	b := &builder{at: r.part.position(w.Pos())}
	for _, p := range w.Parts {
		r.addPart(b, p, true)
	}
	return r.bounded(joined(b.fields(), b.at), w)
}

// What variables hold can double with every line, so it is bounded.
const (
	maxPieces = 500
	maxText   = 1 << 18
	maxFields = 1000
)

// bounded returns a value, or that it is computed if it grew too large.
func (r *reader) bounded(f field, w *syntax.Word) field {
	size := r.work(f)
	if len(f.pieces) > maxPieces || size > maxText {
		f.pieces = []piece{unknown(r.part.of(w), isComputed, f.outputs()...)}
	}
	return f
}

// few returns fields, or one that stands for them if there are too many.
func few(fields []field) []field {
	if len(fields) <= maxFields {
		return fields
	}
	all := unknown("…", isComputed)
	all.many = true
	return []field{{pieces: []piece{all}, at: fields[0].at}}
}

// addPart adds what one part of a word expands to.
func (r *reader) addPart(b *builder, part syntax.WordPart, quoted bool) {
	switch part := part.(type) {
	case *syntax.Lit:
		r.addText(b, unescape(part.Value, ""), quoted)
	case *syntax.SglQuoted:
		b.open = true
		text := part.Value
		if part.Dollar {
			text = ansi(text)
		}
		r.addText(b, text, true)
	case *syntax.DblQuoted:
		b.open = b.open || !isList(part)
		for _, inner := range part.Parts {
			if lit, ok := inner.(*syntax.Lit); ok {
				r.addText(b, unescape(lit.Value, "\"\\$`\n"), true)
			} else {
				r.addPart(b, inner, true)
			}
		}
	case *syntax.ParamExp:
		r.addParameter(b, part, quoted)
	case *syntax.CmdSubst:
		p := r.substitute(part)
		if quoted {
			b.add(p)
		} else {
			b.split(p)
		}
	case *syntax.ProcSubst:
		s := r.process(part)
		b.add(unknown(r.part.of(part), isOutput, s.outputs...))
	case *syntax.ArithmExp:
		r.substitutions(part)
		b.add(unknown(r.part.of(part), isComputed))
	case *syntax.ExtGlob:
		r.addText(b, r.part.of(part), true)
	}
}

// isList reports whether double quotes hold nothing but a list, which may be of
// no words at all: "$@".
func isList(q *syntax.DblQuoted) bool {
	if len(q.Parts) != 1 {
		return false
	}
	p, ok := q.Parts[0].(*syntax.ParamExp)
	return ok && (p.Param != nil && p.Param.Value == "@" || allElements(p.Index) == "@")
}

// addText adds a literal text, and in place of each mask what it expands to.
func (r *reader) addText(b *builder, text string, quoted bool) {
	for len(text) > 0 {
		if hidden, size := r.masks.at(text); size > 0 {
			r.addMasked(b, hidden, quoted)
			text = text[size:]
			continue
		}
		end := strings.IndexFunc(text, func(c rune) bool { return c >= firstMask && c <= filler })
		switch {
		case end < 0:
			end = len(text)
		case strings.HasPrefix(text, string(filler)): // beside "$" of a Makefile
			text = text[utf8.RuneLen(filler):]
			continue
		case end == 0:
			_, end = utf8.DecodeRuneInString(text)
		}
		b.add(piece{text: text[:end]})
		text = text[end:]
	}
}

func (r *reader) addMasked(b *builder, hidden masked, quoted bool) {
	switch {
	case hidden.reason != "" || quoted:
		b.add(hidden.piece)
	case strings.ContainsAny(hidden.piece.text, "'\"\\$"):
		b.several(r.again(hidden.piece.text, b.at), true)
	default:
		b.split(hidden.piece)
	}
}

// again reads a text that was filled in before the shell saw it, as words.
func (r *reader) again(text string, at document.Position) []field {
	if r.nested >= maxNested {
		return []field{literal(text, at)}
	}
	r.nested++
	defer func() { r.nested-- }()
	var words []*syntax.Word
	broken := false
	for w, err := range syntax.NewParser().WordsSeq(strings.NewReader(text + "\n")) {
		broken = broken || err != nil
		words = append(words, w)
	}
	if broken {
		return []field{literal(text, at)}
	}
	fixed := place{at: at, fixed: true}
	var list []field
	r.inPart(&part{place: fixed.over(text), masks: r.masks}, func() { list = r.fields(words) })
	return list
}
