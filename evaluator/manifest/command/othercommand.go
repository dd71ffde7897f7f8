package command

import (
	"path"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

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
