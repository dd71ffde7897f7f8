package command

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

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
