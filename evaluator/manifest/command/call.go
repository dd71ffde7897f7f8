package command

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// maxNested is how deep scripts inside of scripts and functions that call
// functions are followed.
const maxNested = 16

// call reads a simple command.
func (r *reader) call(c *syntax.CallExpr) {
	if len(c.Args) == 0 {
		for _, a := range c.Assigns {
			r.assign(a, false)
		}
		return
	}
	before := map[string]variable{}
	for _, a := range c.Assigns {
		before[a.Name.Value], _ = r.vars.get(a.Name.Value)
		r.assign(a, true)
	}
	r.invoke(r.fields(c.Args), r.part.of(c))
	for name, v := range before {
		r.vars.set(name, v)
	}
}

// invoke reads a command by its fields.
func (r *reader) invoke(fields []field, text string) {
	if len(fields) == 0 {
		return
	}
	name, _ := fields[0].known()
	base := name[strings.LastIndexByte(name, '/')+1:]
	if special := builtin(base); special != nil {
		special(r, fields, text)
		return
	}
	if f := r.functions[name]; f != nil && r.inline(name, f, fields[1:]) {
		return
	}
	words := wordsOf(fields)
	if !shows(base) && r.awsCommand(words) {
		return
	}
	r.other(fields, words, text)
}

func wordsOf(fields []field) []Word {
	words := make([]Word, len(fields))
	for i, f := range fields {
		words[i] = f.word()
	}
	return words
}

// inline reads the body of a function that is called, and reports whether it
// could.
func (r *reader) inline(name string, f *function, arguments []field) bool {
	if f.twice || slices.Contains(r.called, name) || len(r.called) >= maxNested {
		return slices.Contains(r.called, name)
	}
	f.called = true
	saved, called := r.arguments, r.called
	r.arguments, r.called = append([]field{}, few(arguments)...), append(slices.Clip(r.called), name)
	r.inPart(f.part, func() { r.statement(f.body) })
	r.arguments, r.called = saved, called
	return true
}
