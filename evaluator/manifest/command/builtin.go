package command

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"

	"mvdan.cc/sh/v3/syntax"
)

// assign sets a variable.
func (r *reader) assign(a *syntax.Assign, exported bool) {
	if a.Name == nil {
		r.substitutions(a)
		return
	}
	name := a.Name.Value
	old, was := r.vars.get(name)
	v := variable{exported: exported || old.exported}
	switch {
	case a.Index != nil:
		r.substitutions(a)
		v.fields = []field{{pieces: []piece{unknown("$"+name, isComputed, outputsOf(old.fields)...)}}}
	case a.Array != nil:
		v.array = true
		v.fields = r.elements(a.Array)
		if a.Append && was {
			v.fields = few(append(append([]field{}, old.fields...), v.fields...))
		}
	default:
		v.fields = []field{r.value(a.Value)}
		if a.Append {
			before, _ := r.lookUp(name, "$"+name)
			v.fields[0].pieces = append(append([]piece{}, before.pieces...), v.fields[0].pieces...)
			v.fields[0] = r.bounded(v.fields[0], a.Value)
		}
	}
	r.vars.set(name, v)
}

func (r *reader) elements(array *syntax.ArrayExpr) []field {
	var words []*syntax.Word
	for _, e := range array.Elems {
		if e.Value != nil {
			words = append(words, e.Value)
		}
	}
	return few(r.fields(words))
}

// declareVariables reads export, local, declare and readonly.
func (r *reader) declareVariables(c *syntax.DeclClause) {
	exports := c.Variant.Value == "export"
	for _, a := range c.Args {
		switch {
		case a.Name == nil:
			// export $(cat .env) sets nobody knows what.
			if a.Value != nil && isUnknown(r.value(a.Value)) {
				r.source(nil, "")
			}
		case !a.Naked:
			r.assign(a, exports)
		case exports:
			if v, ok := r.vars.get(a.Name.Value); ok {
				v.exported = true
				r.vars.set(a.Name.Value, v)
			}
		}
	}
}

// forget makes a variable one of which only is known where it comes from.
func (r *reader) forget(name string, reason string, outputs ...Output) {
	if syntax.ValidName(name) {
		r.vars.set(name, variable{fields: []field{{pieces: []piece{{text: "$" + name, reason: reason, outputs: outputs}}}}})
	}
}

// builtin returns what reads a command that changes what a shell knows, or that
// runs another one; nil for any other.
func builtin(name string) func(*reader, []field, string) {
	switch name {
	case "read", "mapfile", "readarray":
		return (*reader).readInput
	case "unset":
		return (*reader).unset
	case "getopts":
		return (*reader).readOption
	case "source", ".":
		return (*reader).sourced
	case "eval":
		return (*reader).eval
	case "set", "shift":
		return (*reader).setArguments
	case "cd":
		return (*reader).changeDirectory
	case "xargs", "parallel":
		return (*reader).xargs
	}
	return nil
}

// readInput reads read and mapfile: what they set comes from what they read.
func (r *reader) readInput(fields []field, _ string) {
	from := "what is typed in"
	var outputs []Output
	if r.in != nil {
		from, outputs = r.in.text, r.in.outputs
	}
	takesValue := false
	for _, f := range fields[1:] {
		name := f.text()
		switch {
		case takesValue:
			takesValue = false
		case strings.HasPrefix(name, "-"):
			takesValue = len(name) == 2 && strings.Contains("adinNptuCOsc", name[1:]) && name != "-s" && name != "-a"
		default:
			r.forget(name, quote("$"+name)+" is read from "+quote(from), outputs...)
		}
	}
}

func (r *reader) unset(fields []field, _ string) {
	for _, f := range fields[1:] {
		if name := f.text(); syntax.ValidName(name) {
			r.vars.set(name, variable{fields: []field{{pieces: []piece{{}}}}})
		}
	}
}

func (r *reader) readOption(fields []field, _ string) {
	for _, name := range []string{"OPTARG", "OPTIND"} {
		r.forget(name, because("$"+name, isArgument))
	}
	if len(fields) > 2 {
		name := fields[2].text()
		r.forget(name, because("$"+name, isArgument))
	}
}

// source reads ". ./env.sh": whatever was set may be set to something else
// there.
func (r *reader) source(_ []field, _ string) {
	names := map[string]bool{}
	for e := r.vars; e != nil; e = e.parent {
		for name := range e.own {
			names[name] = true
		}
	}
	for name := range names {
		old, _ := r.vars.get(name)
		r.forget(name, because("$"+name, isSourced), doubtful(outputsOf(old.fields))...)
	}
}

// sourced reads source: what the other file sets is not known, nor what it does.
// In a script that has to do with AWS that is said.
func (r *reader) sourced(fields []field, text string) {
	if len(fields) > 1 && !setsOnly().MatchString(fields[1].text()) && concernsAWS().MatchString(r.part.text) {
		r.unseen(fields[0].at, quote(fields[1].text())+" is sourced: what it does was not looked at")
	}
	r.source(fields, text)
}

var (
	// setsOnly are files that set variables, as far as their names tell.
	setsOnly    = pattern.Lazily(`(?i)(?:^|[/.])(?:env|\w*profile|\w*rc|activate|environment|exports?|vars?|variables|settings|config|nvm\.sh|os-release|version)(?:[./]|$)|<\(`)
	concernsAWS = pattern.Lazily(`(?i)\b(?:ecs|aws|task-?definition)\b`)
)

// eval reads its words as a script.
func (r *reader) eval(fields []field, _ string) {
	if len(fields) == 1 {
		return
	}
	f := joined(fields[1:], fields[1].at)
	r.runText(r.script(f), f.at)
	if isUnknown(f) && !harmless().MatchString(f.text()) {
		r.source(nil, "")
	}
}

// harmless are programs whose output people evaluate, and that set only
// variables of their own.
var harmless = pattern.Lazily(`ssh-agent|get-login|docker-machine|minikube|docker-env|\baws\b`)

// setArguments reads "set -- a b" and shift.
func (r *reader) setArguments(fields []field, _ string) {
	switch {
	case fields[0].text() == "shift" && len(fields) == 1 && len(r.arguments) > 0:
		r.arguments = r.arguments[1:]
	case fields[0].text() == "shift":
		r.arguments = nil
	case len(fields) > 1 && fields[1].text() == "--":
		r.arguments = append([]field{}, few(fields[2:])...)
	}
}
