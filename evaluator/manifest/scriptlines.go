package manifest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// statement is what surrounds a command of a script.
type statement struct {
	// maybe: it stands in a branch or behind && or ||.
	maybe bool
	loops []command.Loop
}

// scope is what is known of the variables of a script.
type scope struct {
	*dialect
	options command.Options
	// assigned are the script's own assignments, by folded name.
	assigned map[string][]assignment
	// reasons say why a variable is not known that is given something new again
	// and again: by a loop.
	reasons map[string]string
	// busy stops a variable that is made of itself, and steps one that is made of
	// very many others.
	busy  map[string]bool
	steps int
}

// maxSteps is how many variables one word may be made of.
const maxSteps = 1000

// assignment gives a variable its value: a word, or a list of them.
type assignment struct {
	words []token
	// computed: it is the output of something, or made of something, that is not
	// looked at.
	computed bool
	// output is the aws command whose output it is.
	output *command.Invocation
	// text is what stands there.
	text string
}

func newScope(d *dialect, options command.Options) *scope {
	return &scope{dialect: d, options: options, assigned: map[string][]assignment{}, reasons: map[string]string{}, busy: map[string]bool{}}
}

func (s *scope) assign(name string, a assignment) {
	name = s.fold(name)
	s.assigned[name] = append(s.assigned[name], a)
}

// word fills in what is known of a word.
func (s *scope) word(t token) command.Word {
	word := command.Word{Position: t.at}
	if len(s.busy) == 0 {
		s.steps = 0
	}
	for _, p := range t.pieces {
		text, reason := p.text, ""
		if p.variable != "" {
			text, reason = s.value(p)
		}
		word.Text += text
		if word.Reason == "" {
			word.Reason = reason
		}
		base, _, _ := strings.Cut(p.variable, ".") // $answer.taskDefinition.taskDefinitionArn
		if given := s.assigned[s.fold(base)]; base != "" && len(given) == 1 && given[0].output != nil {
			word.Outputs = append(word.Outputs, command.Output{Invocation: given[0].output})
		}
	}
	return word
}

// value returns the value of a variable, or its name and why it is not known.
func (s *scope) value(p piece) (string, string) {
	if len(p.variable) > 3 && p.variable[:3] == "${{" {
		return s.expression(p)
	}
	name := s.fold(p.variable)
	given := s.assigned[name]
	switch reason, looped := s.reasons[name]; {
	case looped:
		return p.text, reason
	case s.steps > maxSteps:
		return p.text, strconv.Quote(p.text) + " is made of too many variables"
	case len(given) == 1 && !given[0].computed && len(given[0].words) == 1 && !s.busy[name]:
		s.busy[name] = true
		s.steps++
		word := s.word(given[0].words[0])
		delete(s.busy, name)
		if word.Known() {
			return word.Text, ""
		}
		return p.text, word.Reason
	case len(given) == 1:
		return p.text, strconv.Quote(p.text) + " is computed by the script"
	case len(given) > 1:
		return p.text, fmt.Sprintf("%q is assigned %d times", p.text, len(given))
	}
	return s.outside(p)
}

// scriptDirectory are the variables that hold the directory of the script, where
// what it names is looked for anyway.
var scriptDirectory = map[string]string{"psscriptroot": ".", "%~dp0": "./"}

// outside looks for a variable among those that come from outside.
func (s *scope) outside(p piece) (string, string) {
	name := p.variable
	if rest, ok := cutFold(name, "env:"); ok {
		name = rest
	}
	if here, ok := scriptDirectory[strings.ToLower(name)]; ok {
		return here, ""
	}
	if reason, ok := s.options.Unknown[name]; ok {
		return p.text, reason
	}
	if value, ok := s.options.Env[name]; ok {
		return value, ""
	}
	return p.text, strconv.Quote(p.text) + " is a variable"
}

func (s *scope) expression(p piece) (string, string) {
	if s.options.Expand != nil {
		value, reason := s.options.Expand(p.variable)
		if reason != "" {
			return p.text, reason
		}
		return value, ""
	}
	return p.text, strconv.Quote(p.text) + " is an expression"
}

// invocation reads the words of a statement as an aws command line.
func (s *scope) invocation(st statement, words []token) (command.Invocation, bool) {
	filled := make([]command.Word, 0, len(words))
	for _, t := range words {
		filled = append(filled, s.word(t))
	}
	found, ok := command.Words(filled)
	if ok {
		found.Maybe = found.Maybe || st.maybe
		found.Loops = append(found.Loops, st.loops...)
	}
	return found, ok
}

// cutFold is strings.CutPrefix for whatever case.
func cutFold(text, prefix string) (string, bool) {
	if len(text) < len(prefix) || !strings.EqualFold(text[:len(prefix)], prefix) {
		return text, false
	}
	return text[len(prefix):], true
}
