package command

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// reader goes through a script in the order in which a shell would run it. It
// keeps what is known of the variables, takes every branch, and a loop or a
// function as often as it is certain that a shell would.
type reader struct {
	options   Options
	masks     *masks
	part      *part
	vars      *environment
	functions map[string]*function
	// declared are all of them in order; those before looked were all called.
	declared []*function
	looked   int
	// arguments are those of the function under way; nil: not known.
	arguments []field
	called    []string
	maybe     bool
	loops     []Loop
	// in is what a command reads, out what it and its neighbours write.
	in, out *stream
	// directory is where the script changed into, as far as that is certain.
	directory string
	// files are the contents of the files that the script writes.
	files map[string]field
	// budget is how much is read at most, each thing as often as a loop or a
	// function repeats it; spent: it is used up.
	budget   int
	spent    bool
	nested   int
	found    []*Invocation
	seen     map[string]*Invocation
	problems []Problem
}

// function is one that the script declares.
type function struct {
	part   *part
	body   *syntax.Stmt
	called bool
	// twice: it is declared more than once, and nobody knows which counts.
	twice bool
}

// maxRepeated is how much loops, functions and variables may add to a text.
const maxRepeated = 200000

func newReader(options Options) *reader {
	return &reader{
		options:   options,
		masks:     &masks{},
		vars:      &environment{},
		functions: map[string]*function{},
		out:       &stream{},
		files:     map[string]field{},
		budget:    maxRepeated,
		seen:      map[string]*Invocation{},
	}
}

// Shell finds the aws command lines of a shell script (POSIX or bash), in the
// order in which they would be run.
func Shell(text string, options Options) ([]Invocation, []Problem) {
	return Shells([]Text{{Text: text, At: options.At, Indent: options.Indent}}, options)
}

// Shells does so for texts that share their variables: the commands of a
// buildspec, the lines of a job. At and Indent of the options are not used.
func Shells(texts []Text, options Options) ([]Invocation, []Problem) {
	r := newReader(options)
	var parts []*part
	for _, t := range texts {
		// A carriage return before a line's end moves no position.
		text := strings.ReplaceAll(t.Text, "\r\n", "\n")
		r.budget += 2 * len(text)
		parts = append(parts, r.parse(r.masks.hide(text, options.Expand), place{at: t.At, indent: t.Indent}, t.Maybe)...)
	}
	for _, p := range parts {
		r.run(p)
	}
	r.uncalled()
	return r.result()
}

func (r *reader) parse(text string, at place, maybe bool) []*part {
	parts, problems := r.masks.parse(text, at, maybe)
	r.problems = append(r.problems, problems...)
	for _, p := range parts {
		r.declare(p)
	}
	return parts
}

// declare notes the functions of a part, wherever in it they are declared.
func (r *reader) declare(p *part) {
	for _, stmt := range p.stmts {
		syntax.Walk(stmt, func(node syntax.Node) bool {
			if f, ok := node.(*syntax.FuncDecl); ok && f.Name != nil {
				one := &function{part: p, body: f.Body}
				if before := r.functions[f.Name.Value]; before != nil {
					before.twice, one.twice = true, true
				}
				r.functions[f.Name.Value] = one
				r.declared = append(r.declared, one)
			}
			return true
		})
	}
}

// run reads the statements of a part.
func (r *reader) run(p *part) {
	saved, maybe := r.part, r.maybe
	r.part, r.maybe = p, r.maybe || p.maybe
	r.statements(p.stmts)
	r.part, r.maybe = saved, maybe
}

// uncalled reads the functions that nobody called: somebody else may.
func (r *reader) uncalled() {
	for {
		f := r.nextUncalled()
		if f == nil {
			return
		}
		f.called = true
		r.maybe = true
		r.arguments, r.directory = nil, ""
		saved := r.vars
		r.vars = r.vars.child()
		r.inPart(f.part, func() { r.statement(f.body) })
		r.vars = saved
	}
}

// nextUncalled returns the first in the order of the text.
func (r *reader) nextUncalled() *function {
	for ; r.looked < len(r.declared); r.looked++ {
		if f := r.declared[r.looked]; !f.called {
			return f
		}
	}
	return nil
}

func (r *reader) inPart(p *part, do func()) {
	saved := r.part
	r.part = p
	do()
	r.part = saved
}

// result returns what was found. What outputs speak of are the same invocations.
func (r *reader) result() ([]Invocation, []Problem) {
	list := make([]Invocation, len(r.found))
	moved := make(map[*Invocation]*Invocation, len(list))
	for i, found := range r.found {
		list[i] = *found
		moved[found] = &list[i]
	}
	move := func(outputs []Output) {
		for i, o := range outputs {
			if to := moved[o.Invocation]; to != nil {
				outputs[i].Invocation = to
			}
		}
	}
	for _, found := range list {
		found.eachWord(func(w *Word) { move(w.Outputs) })
		for _, loop := range found.Loops {
			move(loop.Lists)
		}
	}
	return list, r.problems
}

func (i *Invocation) eachWord(do func(*Word)) {
	for _, a := range i.Arguments {
		for n := range a.Values {
			do(&a.Values[n])
		}
	}
	for n := range i.Words {
		do(&i.Words[n])
	}
	for _, w := range i.Environment {
		do(&w)
	}
}

// perhaps does what nobody knows whether it is done.
func (r *reader) perhaps(do func()) {
	saved := r.maybe
	r.maybe = true
	do()
	r.maybe = saved
}

// apart does what can not change the variables, or the directory, around it: a
// subshell.
func (r *reader) apart(do func()) {
	saved, back := r.vars, r.keepDirectory()
	r.vars = r.vars.child()
	do()
	r.vars = saved
	back(true)
}

// branch reads one of several branches in an environment of its own.
func (r *reader) branch(do func()) *environment {
	saved, back := r.vars, r.keepDirectory()
	branch := r.vars.child()
	r.vars = branch
	r.perhaps(do)
	r.vars = saved
	back(false)
	return branch
}
