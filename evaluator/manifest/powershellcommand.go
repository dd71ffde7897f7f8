package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// talk are commands that only say something: a command line in what they say is
// not run.
var talk = []string{"write-host", "write-output", "write-verbose", "write-error", "write-warning", "write-information", "echo", "throw"}

// runners take a command line as text.
var runners = []string{"invoke-expression", "iex", "cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "bash", "sh", "wsl", "invoke-command", "icm"}

// statement reads one statement: an assignment, a command, or both.
func (p *powerShellReader) statement(line []token, around frame) {
	if len(line) == 0 {
		return
	}
	st := statement{maybe: around.maybe, loops: around.loops}
	name, value, assigns := assigned(line)
	if !assigns {
		p.command(st, line)
		return
	}
	if around.parameters {
		return
	}
	given := assignment{words: value.words, text: p.raw(value.words), computed: around.branch || value.adds || len(value.words) != 1 || holdsOutput(value.words)}
	if len(value.words) > 0 {
		given.output = value.words[0].output
	}
	if ownDirectory().MatchString(given.text) && !around.branch {
		given.words, given.computed = []token{{pieces: []piece{{text: "."}}}}, false
	}
	if len(value.words) == 1 && !given.computed && changesECS().MatchString(value.words[0].raw) {
		p.again(st, value.words[0])
	} else if output := p.command(st, value.words); output != nil && !value.adds {
		given.output = output
	}
	p.assign(name, given)
	if value.adds {
		p.assign(name, given)
	}
}

// ownDirectory computes the directory that the script lies in: what is there is
// looked for beside the script anyway.
var ownDirectory = pattern.Lazily(`(?i)^Split-Path\b.*\$(?:MyInvocation\.MyCommand\.(?:Path|Definition)|PSCommandPath)\b`)

// holdsOutput reports whether a value is made by a command in parentheses; a
// list in them is a value of its own.
func holdsOutput(words []token) bool {
	return slices.ContainsFunc(words, func(t token) bool { return t.bare && strings.HasPrefix(strings.TrimLeft(t.raw, "$"), "(") })
}

// given is the right side of an assignment.
type given struct {
	words []token
	// adds: it is put behind what was there (+=).
	adds bool
}

var assignmentMark = pattern.Lazily(`^\+?=$`)

// assigned takes "$name = value" apart, with a type before it or without, and
// with spaces around its sign or without.
func assigned(line []token) (string, given, bool) {
	first := line[0]
	pieces := first.pieces
	if len(pieces) > 0 && pieces[0].variable == "" && strings.HasPrefix(pieces[0].text, "[") {
		if pieces = pieces[1:]; len(pieces) == 0 && len(line) > 1 { // [string] $name
			return assigned(line[1:])
		}
	}
	if len(pieces) == 0 || pieces[0].variable == "" {
		return "", given{}, false
	}
	name := pieces[0].variable
	switch {
	case len(pieces) == 1 && len(line) > 1 && assignmentMark().MatchString(line[1].raw):
		return name, given{words: line[2:], adds: line[1].raw == "+="}, true
	case len(pieces) == 1 && len(line) > 1 && strings.HasPrefix(line[1].raw, "="):
		value := withoutFirst(line[1], "=")
		return name, given{words: append([]token{value}, line[2:]...)}, true
	case len(pieces) > 1 && pieces[1].variable == "" && strings.HasPrefix(pieces[1].text, "="):
		value := first
		value.pieces = pieces[1:]
		value.raw = first.raw[strings.Index(first.raw, "="):]
		if value = withoutFirst(value, "="); value.raw != "" {
			return name, given{words: append([]token{value}, line[1:]...)}, true
		}
		return name, given{words: line[1:]}, true
	}
	return "", given{}, false
}

// withoutFirst drops a text that a word begins with.
func withoutFirst(t token, prefix string) token {
	t.raw = strings.TrimPrefix(t.raw, prefix)
	t.at.Column += len(prefix)
	t.pieces = slices.Clone(t.pieces)
	if t.pieces[0].text = strings.TrimPrefix(t.pieces[0].text, prefix); t.pieces[0].text == "" && len(t.pieces) > 1 {
		t.pieces = t.pieces[1:]
	}
	return t
}

// command reads a command, and returns the aws command line that it is, if any.
func (p *powerShellReader) command(st statement, line []token) *command.Invocation {
	if len(line) == 0 {
		return nil
	}
	line = p.splat(line)
	name := strings.ToLower(strings.TrimPrefix(line[0].raw, "@"))
	words := line
	if verb, ok := cmdlets[name]; ok {
		words = cmdlet(verb, line)
	}
	starts := slices.Contains([]string{"start-process", "start", "saps"}, name)
	if found, ok := p.invocation(st, words); ok && !starts {
		p.found = append(p.found, found)
		return &found
	}
	switch {
	case slices.Contains(talk, name):
	case slices.Contains(runners, name):
		for _, word := range line[1:] {
			p.again(st, word)
		}
	case starts:
		p.start(st, line)
	default:
		own := slices.DeleteFunc(slices.Clone(line), func(t token) bool { return t.nested })
		if m := changesECS().FindStringSubmatch(p.raw(own)); m != nil {
			p.found = append(p.found, notUnderstood(m[1], p.raw(own), line[0].at))
		}
	}
	return nil
}

// again reads a quoted word as a script of its own.
func (p *powerShellReader) again(st statement, t token) {
	word := p.word(t)
	if t.bare || !strings.Contains(word.Text, "aws") {
		return
	}
	inner := newPowerShellReader(p.options)
	inner.assigned = p.assigned
	at := t.at
	at.Column++ // the quote
	inner.read(command.Text{Text: word.Text, At: at, Maybe: st.maybe})
	for _, found := range inner.found {
		found.Loops = append(slices.Clone(st.loops), found.Loops...)
		p.found = append(p.found, found)
	}
}

// start reads Start-Process, which takes the program and its arguments apart.
func (p *powerShellReader) start(st statement, line []token) {
	var program string
	var words []token
	for _, t := range line[1:] {
		switch {
		case t.bare && strings.HasPrefix(t.raw, "-"):
		case program == "":
			program = p.word(t).Text
		default:
			words = append(words, p.elements(t)...)
		}
	}
	if len(words) == 0 {
		return
	}
	first := token{raw: program, pieces: []piece{{text: program}}, at: line[0].at}
	if len(words) == 1 {
		at := words[0].at
		at.Column++ // the quote
		words = powerShellDialect.split(strings.Trim(words[0].raw, `"'`), at)
	}
	if found, ok := p.invocation(st, append([]token{first}, words...)); ok {
		p.found = append(p.found, found)
	}
}

// elements are the words of a list: "ecs", "update-service" or @( … ).
func (p *powerShellReader) elements(t token) []token {
	text := t.raw
	at := t.at
	if inner, ok := strings.CutPrefix(text, "@("); ok {
		text = strings.TrimSuffix(inner, ")")
		at.Column += len("@(")
	}
	return slices.DeleteFunc(listDialect.split(text, at), func(t token) bool { return t.operator != "" })
}

// splat replaces "@words" by the words of the list that is assigned to it.
func (p *powerShellReader) splat(line []token) []token {
	var words []token
	for _, t := range line {
		name, ok := strings.CutPrefix(t.raw, "@")
		given := p.assigned[p.fold(name)]
		switch {
		case !ok || !t.bare || name == "":
			words = append(words, t)
		case len(given) == 1 && isWordList(given[0].words):
			for _, word := range given[0].words {
				words = append(words, p.elements(word)...)
			}
		default:
			words = append(words, token{raw: t.raw, bare: true, at: t.at, pieces: []piece{{text: t.raw, variable: t.raw}}})
		}
	}
	return words
}

// isWordList reports whether a value is a list of words that stand there.
func isWordList(words []token) bool {
	return len(words) > 0 && (strings.HasPrefix(words[0].raw, "@(") || !words[0].bare)
}

// notUnderstood is an aws command line of which only the verb could be made out:
// what it names, nobody knows.
func notUnderstood(verb, text string, at document.Position) command.Invocation {
	reason := quoted(strings.TrimSpace(text)) + " was not understood"
	found := command.Invocation{Service: "ecs", Verb: verb, Position: at, Maybe: true}
	for _, name := range []string{"task-definition", "cluster", "service"} {
		found.Arguments = append(found.Arguments, command.Argument{
			Name: name, Position: at, Values: []command.Word{{Reason: reason, Position: at}},
		})
	}
	return found
}
