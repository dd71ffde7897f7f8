package command

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"

	"mvdan.cc/sh/v3/syntax"

	"github.com/ecsgate/ecsgate/evaluator/document"
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

// shows reports whether a command runs nothing of what it is given, and at most
// shows it: one that is known, or one that is called like it (log_info).
func shows(name string) bool { return quotes[name] || messages().MatchString(name) }

var messages = pattern.Lazily(`(?i)(?:^|[_-])(?:echo|print|log|info|warn|warning|error|err|msg|message|die|fail|success|debug|status|step|notice|note|usage|title|header|banner)(?:[_-]|$)`)

// quotes are those that are known.
var quotes = map[string]bool{
	"echo": true, "printf": true, "print": true, "cat": true, "grep": true, "egrep": true, "fgrep": true, "rg": true, "sed": true,
	"awk": true, "jq": true, "yq": true, "logger": true, "log": true, "log_info": true, "info": true, "warn": true, "error": true, "die": true,
	"which": true, "type": true, "command_exists": true, "test": true, "[": true, "git": true, "curl": true, "true": true, ":": true,
	"say": true, "banner": true, "figlet": true, "tput": true, "notify": true, "alias": true,
}

// awsCommand reads an aws command line, and reports whether it is one.
func (r *reader) awsCommand(words []Word) bool {
	invocation, ok := Words(words)
	if !ok {
		return false
	}
	for i := range invocation.Arguments {
		for j, value := range invocation.Arguments[i].Values {
			invocation.Arguments[i].Values[j] = r.followed(value)
		}
	}
	r.add(&invocation)
	return true
}

// cliVariables are the variables that the AWS CLI reads and that say where a
// request goes
// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html).
var cliVariables = []string{"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"}

// add keeps an invocation; one that is repeated word by word only once.
func (r *reader) add(i *Invocation) {
	i.Maybe, i.Loops = r.maybe, r.loops
	i.Environment = r.exported()
	key := i.key()
	if same := r.seen[key]; same != nil {
		same.Maybe = same.Maybe && i.Maybe
		i = same
	} else {
		r.seen[key] = i
		r.found = append(r.found, i)
	}
	r.out.write(nil, Output{Invocation: i, Filter: i.filter()})
}

// exported returns the variables of the CLI that a command gets. One that is set
// and not exported reaches it only if it was exported before, which nobody knows.
func (r *reader) exported() map[string]Word {
	var list map[string]Word
	for _, name := range cliVariables {
		f, state := r.lookUp(name, "$"+name)
		if v, ok := r.vars.get(name); state == unset || ok && !v.exported {
			continue
		}
		if list == nil {
			list = map[string]Word{}
		}
		list[name] = f.word()
	}
	return list
}

// key tells invocations apart that stand at the same place.
func (i *Invocation) key() string {
	var b strings.Builder
	write := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
			b.WriteByte(0)
		}
	}
	write(fmt.Sprint(i.Position), i.Service, i.Verb)
	for _, a := range i.Arguments {
		write("--" + a.Name)
		for _, w := range a.Values {
			write(w.Text, w.Reason)
		}
	}
	for _, w := range i.Words {
		write(w.Text, w.Reason)
	}
	for _, l := range i.Loops {
		write(l.Text)
	}
	for _, name := range cliVariables {
		write(i.Environment[name].Text)
	}
	return b.String()
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

// other reads a command that is none of aws: what it is given may pass through
// it, and may hold command lines.
func (r *reader) other(fields []field, words []Word, text string) {
	name := path.Base(words[0].Text)
	passed := outputsOf(fields)
	if r.in != nil {
		passed = addOutputs(passed, r.in.outputs...)
	}
	for _, w := range words[1:] {
		if content, ok := r.files[r.fileName(w.Text)]; ok {
			passed = addOutputs(passed, content.outputs()...)
		}
	}
	if narrows(words) {
		for i := range passed {
			passed[i].Filter = shorten(text)
		}
	}
	r.out.write(r.copied(name, fields), passed...)
	if shows(name) {
		return
	}
	if verb := givenVerb(words); verb != "" {
		r.unseen(fields[0].at, quote(name)+" is given "+quote(verb)+": not looked at")
	}
	for _, f := range fields[1:] {
		r.quoted(name, f)
	}
}

// givenVerb returns the command of the AWS CLI that another program is given:
// what wraps the CLI is called by many names.
func givenVerb(words []Word) string {
	for i := 1; i < len(words)-1; i++ {
		service, verb := words[i].Text, words[i+1].Text
		if words[i].Known() && slices.Contains(verbs, verb) && ofService().MatchString(service) && ofService().FindString(service) == service {
			return service + " " + verb
		}
	}
	return ""
}

func (r *reader) unseen(at document.Position, message string) {
	r.problems = append(r.problems, Problem{Position: at, Unseen: true, Message: message})
}

// quoted reads a word that holds a command line of its own: of ssh, trap,
// bash -c, or whatever else may run it.
func (r *reader) quoted(name string, f field) {
	text := r.script(f)
	switch {
	case callsAPI(text):
		r.unseen(f.at, "a program that calls ECS stands in what is given to "+quote(name)+": not looked at")
	case !strings.ContainsAny(text, " \t\n") || !Mentions(text):
	case runners[name]:
		r.apart(func() { r.runText(text, f.at) })
	case beginsWithAWS().MatchString(text):
		r.apart(func() { r.perhaps(func() { r.runText(text, f.at) }) })
	default:
		r.unseen(f.at, "a command line stands in what is given to "+quote(name)+": not looked at")
	}
}

// runners are commands that run a text which they are given.
var runners = map[string]bool{
	"sh": true, "bash": true, "zsh": true, "dash": true, "ash": true, "ksh": true, "ssh": true, "su": true, "sudo": true, "trap": true,
	"docker": true, "docker-compose": true, "podman": true, "kubectl": true, "timeout": true, "watch": true, "nohup": true, "env": true,
	"parallel": true, "script": true, "runuser": true, "gosu": true, "tmux": true, "screen": true, "exec": true, "command": true, "retry": true,
}

var beginsWithAWS = pattern.Lazily(`^\s*(?:(?:sudo|time|exec|env|\w+=\S*)\s+)*\S*aws\s`)

// script returns a field as the text of a script, with masks for what is not
// known of it.
func (r *reader) script(f field) string {
	var b strings.Builder
	for _, p := range f.pieces {
		if p.reason == "" {
			b.WriteString(p.text)
		} else {
			b.WriteString(r.masks.put(p.text, func() piece { return p }))
		}
	}
	return b.String()
}

// runText reads a script that is a word of another. All of it stands there.
func (r *reader) runText(text string, at document.Position) {
	if r.nested >= maxNested {
		return
	}
	r.nested++
	for _, p := range r.parse(text, place{at: at, fixed: true}, false) {
		r.run(p)
	}
	r.nested--
}

// copied returns what a command writes that writes what it was given.
func (r *reader) copied(name string, fields []field) *field {
	at := fields[0].at
	switch {
	case name == "echo":
		rest := fields[1:]
		for len(rest) > 0 && slices.Contains([]string{"-n", "-e", "-E", "-ne", "-en"}, rest[0].text()) {
			rest = rest[1:]
		}
		f := joined(rest, at)
		return &f
	case name == "printf" && len(fields) == 2 && !strings.Contains(fields[1].text(), "%"):
		return &fields[1]
	case name == "printf" && len(fields) == 3 && strings.TrimSuffix(fields[1].text(), `\n`) == "%s":
		return &fields[2]
	case (name == "cat" || name == "tee") && r.in != nil && (len(fields) == 1 || name == "tee" || fields[1].text() == "-"):
		if name == "tee" {
			r.tee(fields[1:])
		}
		return r.in.content
	}
	return nil
}

// tee writes what is read to the files that are named.
func (r *reader) tee(names []field) {
	for _, f := range names {
		if name := f.text(); !strings.HasPrefix(name, "-") {
			r.store(r.fileName(name), false, &stream{text: r.in.text, outputs: r.in.outputs, content: r.in.content, writers: 1})
		}
	}
}
