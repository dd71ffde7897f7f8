package command

import (
	"slices"
	"strconv"

	"mvdan.cc/sh/v3/syntax"
)

// addParameter adds what $NAME, ${NAME} and ${NAME:-else} expand to.
func (r *reader) addParameter(b *builder, p *syntax.ParamExp, quoted bool) {
	if p.Param == nil {
		r.substitutions(p)
		b.add(unknown(r.part.of(p), isComputed))
		return
	}
	if list, ok := r.list(p); ok {
		b.several(list, quoted)
		return
	}
	f := r.parameter(p)
	isList := p.Param.Value == "@" || allElements(p.Index) == "@"
	for _, piece := range f.pieces {
		piece.many = isList && piece.reason != ""
		if quoted {
			b.add(piece)
		} else {
			b.split(piece)
		}
	}
}

// list returns the words of "$@" and "${NAME[@]}", and whether the parameter is
// one of these and known to be.
func (r *reader) list(p *syntax.ParamExp) ([]field, bool) {
	if computes(p) || p.Exp != nil {
		return nil, false
	}
	if name := p.Param.Value; name == "@" || name == "*" {
		return r.arguments, r.arguments != nil
	}
	if allElements(p.Index) == "" {
		return nil, false
	}
	v, ok := r.vars.get(p.Param.Value)
	return v.fields, ok && v.array
}

// allElements returns "@" or "*" for the index that means all.
func allElements(index syntax.ArithmExpr) string {
	if w, ok := index.(*syntax.Word); ok && (w.Lit() == "@" || w.Lit() == "*") {
		return w.Lit()
	}
	return ""
}

// computes reports whether an expansion changes the value in a way that is not
// followed here.
func computes(p *syntax.ParamExp) bool {
	return p.Excl || p.Length || p.Width || p.IsSet || p.Names != 0 || p.Slice != nil || p.Repl != nil || p.Modifiers != nil || p.Flags != nil
}

// parameter returns the value of one parameter.
func (r *reader) parameter(p *syntax.ParamExp) field {
	name, text := p.Param.Value, r.part.of(p)
	value, state := r.lookUp(name, text)
	switch {
	case computes(p) || p.Index != nil && allElements(p.Index) == "":
		r.substitutions(p)
		return field{pieces: []piece{unknown(text, isComputed, value.outputs()...)}}
	case p.Exp == nil:
		return value
	}
	return r.expansion(p, text, value, state)
}

// knowledge is what is known of whether a variable is set.
type knowledge int

const (
	unset   knowledge = iota // the script does not set it; something else may
	missing                  // it is certainly not set
	set
)

// expansion returns ${NAME:-else} and its like.
func (r *reader) expansion(p *syntax.ParamExp, text string, value field, state knowledge) field {
	known, ok := value.known()
	has := state == set && ok && known != ""
	switch p.Exp.Op {
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		return value
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		other := r.value(p.Exp.Word)
		switch {
		case has:
			return value
		case state == missing || state == set && ok:
			return other
		}
		return field{pieces: []piece{unknown(text, isDefault, doubtful(append(value.outputs(), other.outputs()...))...)}}
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull:
		if other := r.value(p.Exp.Word); has {
			return other
		}
		if state == missing {
			return field{pieces: []piece{{}}}
		}
	default:
		r.substitutions(p)
	}
	return field{pieces: []piece{unknown(text, isComputed, value.outputs()...)}}
}

// lookUp returns the value of a name, and what is known of it. Text is how it is
// written.
func (r *reader) lookUp(name, text string) (field, knowledge) {
	if number, err := strconv.Atoi(name); err == nil {
		return r.argument(number, text)
	}
	if v, ok := r.vars.get(name); ok {
		if v.array && len(v.fields) > 1 {
			return joined(v.fields, v.fields[0].at), set
		}
		return v.scalar(), set
	}
	if value, ok := r.options.Env[name]; ok {
		return field{pieces: []piece{{text: value}}}, set
	}
	if reason, ok := r.options.Unknown[name]; ok {
		return field{pieces: []piece{{text: shorten(text), reason: reason}}}, unset
	}
	what := isVariable
	switch name {
	case "@", "*":
		what = isArgument
	case "#", "?", "!", "$", "-":
		what = isComputed
	}
	return field{pieces: []piece{unknown(text, what)}}, unset
}

// isMany reports whether a field may be any number of words, so that nobody
// knows which number those after it have.
func isMany(f field) bool {
	return slices.ContainsFunc(f.pieces, func(p piece) bool { return p.many })
}

// argument returns what $1 and its like mean here.
func (r *reader) argument(number int, text string) (field, knowledge) {
	switch {
	case number == 0 || r.arguments == nil, slices.ContainsFunc(r.arguments[:min(number, len(r.arguments))], isMany):
		return field{pieces: []piece{unknown(text, isArgument)}}, unset
	case number > len(r.arguments):
		return field{pieces: []piece{{}}}, missing
	}
	f := r.arguments[number-1]
	if len(f.pieces) == 0 {
		f.pieces = []piece{{}}
	}
	return f, set
}
