package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// line reads one command.
func (b *batchReader) line(line []token, around frame) {
	line, around = b.head(line, around)
	if len(line) == 0 {
		return
	}
	line = slices.Clone(line)
	for _, prefix := range []string{"@", "'", "`"} {
		if rest, ok := strings.CutPrefix(line[0].raw, prefix); ok && len(line[0].pieces) > 0 {
			line[0].raw = rest
			line[0] = withoutFirst(line[0], prefix)
		}
	}
	st := statement{maybe: around.maybe, loops: around.loops}
	switch name := strings.ToLower(line[0].raw); {
	case name == "set" && len(line) > 1:
		b.assignLine(line[1:], around)
	case name == "setlocal" || name == "goto" || strings.HasPrefix(name, ":"):
	case slices.Contains(talk, name) || strings.HasPrefix(name, "echo"):
	case slices.Contains(runners, name):
		b.other(name, st, line)
	default:
		b.command(st, line)
	}
}

// assignLine reads "set NAME=value", with quotes around it or without. The value is
// the rest of the line.
func (b *batchReader) assignLine(line []token, around frame) {
	computed := around.branch
	for len(line) > 1 && strings.HasPrefix(line[0].raw, "/") {
		line, computed = line[1:], true
	}
	if len(line[0].pieces) == 0 {
		return
	}
	name, _, assigns := strings.Cut(line[0].pieces[0].text, "=")
	if !assigns {
		return
	}
	value := withoutFirst(line[0], name+"=")
	for _, next := range line[1:] {
		value.pieces = append(append(value.pieces, piece{text: " "}), next.pieces...)
	}
	b.assign(strings.TrimSpace(name), assignment{words: []token{value}, computed: computed, text: value.raw})
}

// command reads an aws command line, wherever it begins: "start /wait aws …".
func (b *batchReader) command(st statement, line []token) {
	if found, ok := b.invocation(st, line); ok {
		b.found = append(b.found, found)
		return
	}
	m := changesECS().FindStringSubmatch(rawLine(line))
	if m == nil {
		return
	}
	for i, t := range line {
		if name := strings.ToLower(t.raw); name == "aws" || name == "aws.exe" {
			if found, ok := b.invocation(st, line[i:]); ok {
				found.Maybe = true
				b.found = append(b.found, found)
				return
			}
		}
	}
	b.found = append(b.found, notUnderstood(m[1], rawLine(line), line[0].at))
}

// other reads a command line that another shell is given.
func (b *batchReader) other(name string, st statement, line []token) {
	read := language(command.Shells)
	switch strings.TrimSuffix(name, ".exe") {
	case "powershell", "pwsh":
		read = powerShell
	case "cmd":
		read = batch
	}
	for i, t := range line[1:] {
		text, at := b.word(t).Text, t.at
		if !t.bare {
			at.Column++ // the quote
		}
		if strings.EqualFold(text, "aws") {
			b.command(st, line[1+i:])
			return
		}
		if !strings.Contains(text, "aws ") {
			continue
		}
		found, problems := read([]command.Text{{Text: text, At: at, Maybe: st.maybe}}, b.options)
		for _, one := range found {
			one.Loops = append(slices.Clone(st.loops), one.Loops...)
			b.found = append(b.found, one)
		}
		b.problems = append(b.problems, problems...)
	}
}

// rawLine is a command as it stands there.
func rawLine(line []token) string {
	parts := make([]string, len(line))
	for i, t := range line {
		parts[i] = t.raw
	}
	return strings.Join(parts, " ")
}
