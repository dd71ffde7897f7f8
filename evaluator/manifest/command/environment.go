package command

import "slices"

// variable is what a script has set: one field, or those of an array.
type variable struct {
	fields   []field
	array    bool
	exported bool
}

func (v variable) scalar() field {
	if len(v.fields) == 0 {
		return field{pieces: []piece{{}}}
	}
	return v.fields[0]
}

// same reports whether two variables hold the same.
func (v variable) same(w variable) bool {
	return v.array == w.array && slices.EqualFunc(v.fields, w.fields, func(a, b field) bool {
		return slices.EqualFunc(a.pieces, b.pieces, func(a, b piece) bool { return a.text == b.text && a.reason == b.reason })
	})
}

// environment holds the variables of a script, and above those of the branch or
// the subshell under way.
type environment struct {
	own    map[string]variable
	parent *environment
}

func (e *environment) get(name string) (variable, bool) {
	for ; e != nil; e = e.parent {
		if v, ok := e.own[name]; ok {
			return v, true
		}
	}
	return variable{}, false
}

func (e *environment) set(name string, v variable) {
	if e.own == nil {
		e.own = map[string]variable{}
	}
	e.own[name] = v
}

// child begins a branch or a subshell.
func (e *environment) child() *environment { return &environment{parent: e} }

// merge ends branches of which one was taken: what they do not agree on is not
// known.
func (e *environment) merge(branches ...*environment) {
	names := map[string]bool{}
	for _, b := range branches {
		for name := range b.own {
			names[name] = true
		}
	}
	for name := range names {
		first, set := branches[0].get(name)
		outputs, agree := outputsOf(first.fields), true
		derived := len(outputs) > 0
		for _, b := range branches[1:] {
			v, ok := b.get(name)
			derived = derived && len(outputsOf(v.fields)) > 0
			agree = agree && ok == set && v.same(first)
			first.exported = first.exported || v.exported
			outputs = addOutputs(outputs, outputsOf(v.fields)...)
		}
		if !agree && !derived {
			outputs = doubtful(outputs)
		}
		if !agree {
			first.fields, first.array = []field{{pieces: []piece{unknown("$"+name, isBranched, outputs...)}}}, false
		}
		e.set(name, first)
	}
}
