package manifest

import (
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// toolCommand is the command line of a deploy tool in a shell script.
type toolCommand struct {
	// name is the tool; words are what follows it.
	name  string
	at    document.Position
	words []command.Word
	maybe bool
	// written: it stands in a script that is written to a file, and run some other
	// time or elsewhere.
	written bool
}

// tools are the deploy tools that compose ECS requests, by the name of their
// command.
var tools = map[string]func(source, toolCommand, string) evaluator.Change{
	"ecs-deploy": source.siltool,
	"ecs":        source.fabfuel,
	"ecspresso":  source.ecspresso,
	"ecs-cli":    source.ecsCLI,
	"copilot":    source.copilot,
}

// toolImages are the images that deploy tools come in, with the tool.
var toolImages = pattern.Lazily(`^(?:[\w.-]+/)*(?:(silintl|silinternational)/ecs-deploy|fabfuel/ecs-deploy)(?:[:@].*)?$`)

// mentionsTool finds the text that a deploy tool's command line holds.
var mentionsTool = pattern.Lazily(`ecs-deploy|ecspresso|ecs-cli|copilot|\becs\s+(?:deploy|scale|run|update|cron)\b`)

// toolCommands finds the command lines of deploy tools in shell texts that share
// their variables. It splits them tolerantly: what a shell would see otherwise
// is a word that is not known.
func toolCommands(texts []command.Text, options command.Options) []toolCommand {
	if !slices.ContainsFunc(texts, func(t command.Text) bool { return mentionsTool().MatchString(t.Text) }) {
		return nil
	}
	r := toolReader{scope: newScope(shellDialect, options)}
	for _, text := range texts {
		r.script(text)
	}
	return r.found
}

// tool returns what the command line of a deploy tool sends.
func (s source) tool(t toolCommand, kind string) evaluator.Change {
	if t.written {
		return s.unseen(t.at, "a command line of %s stands in what is written to a file: not looked at", t.name)
	}
	change := tools[t.name](s, t, kind)
	for i := range change.Operations {
		change.Operations[i].Maybe = change.Operations[i].Maybe || t.maybe
		change.Operations[i].Path = t.name
	}
	return change
}

var shellDialect = &dialect{
	escape:    '\\',
	operators: []string{"\n", "&&", "||", ";", "|", "&", "(", ")"},
	quotes:    `"'`,
	variable:  posixVariable,
	comment:   shellComment,
	fold:      func(name string) string { return name },
}

var posixVariables = pattern.Lazily("^(?:\\$\\{([A-Za-z_]\\w*)\\}|\\$([A-Za-z_]\\w*)|\\$\\{[^}\n]*\\}|\\$[@*#?$!\\d]|`[^`\n]*`)")

// posixVariable reads $NAME and ${NAME}; what is computed has itself as its name.
func posixVariable(text string, _ bool) (int, string) {
	if strings.HasPrefix(text, "$(") {
		n := balanced(text[1:]) + 1
		return n, text[:n]
	}
	m := posixVariables().FindStringSubmatch(text)
	switch {
	case m == nil:
		return 0, ""
	case m[1]+m[2] != "":
		return len(m[0]), m[1] + m[2]
	}
	return len(m[0]), m[0]
}

func shellComment(text string, _ bool) int {
	if text[0] != '#' {
		return 0
	}
	return len(firstLine(text))
}

// toolReader goes through the commands of a shell script, line by line.
type toolReader struct {
	*scope
	found []toolCommand
	// depth counts the branches and loops that are open.
	depth int
}

// script reads a text without its here-documents: these are data, unless a shell
// reads them.
func (r *toolReader) script(text command.Text) {
	commands := text
	for _, d := range hereDocuments(text.Text) {
		if d.runs {
			continue
		}
		body := text.Text[d.from:d.to]
		commands.Text = commands.Text[:d.from] + blankLines(body) + commands.Text[d.to:]
		if d.written {
			inner := toolReader{scope: newScope(shellDialect, r.options)}
			inner.read(command.Text{Text: blankLines(text.Text[:d.from]) + body, At: text.At})
			for _, found := range inner.found {
				found.written = true
				r.found = append(r.found, found)
			}
		}
	}
	r.read(commands)
}

func (r *toolReader) read(text command.Text) {
	at := text.At
	if at == (document.Position{}) {
		at = document.Position{Line: 1, Column: 1}
	}
	var line []token
	maybe := text.Maybe
	for _, t := range append(r.split(text.Text, at), token{operator: "\n"}) {
		if t.operator == "" {
			line = append(line, t)
			continue
		}
		r.line(line, maybe || r.depth > 0)
		line = nil
		switch t.operator {
		case "&&", "||":
			maybe = true
		case "\n", ";":
			maybe = text.Maybe
		}
	}
}

// keywords open and close branches and loops, or stand before a command.
var keywords = map[string]int{
	"if": 1, "for": 1, "while": 1, "until": 1, "case": 1, "fi": -1, "done": -1, "esac": -1,
	"then": 0, "else": 0, "elif": 0, "do": 0, "{": 0, "}": 0, "!": 0, "time": 0,
}

func (r *toolReader) line(line []token, maybe bool) {
	for len(line) > 0 && line[0].bare {
		change, is := keywords[line[0].raw]
		if !is {
			break
		}
		r.depth = max(0, r.depth+change)
		maybe = maybe || r.depth > 0
		line = line[1:]
	}
	for len(line) > 0 && (r.assignment(line[0], maybe) || slices.Contains(wrappers, line[0].raw)) {
		line = line[1:]
	}
	if len(line) == 0 {
		return
	}
	name := path.Base(line[0].raw)
	if name == "docker" || name == "podman" {
		r.image(line, maybe)
		return
	}
	if _, known := tools[name]; known {
		r.add(name, line, maybe)
	}
}

// wrappers are commands that run the one behind them.
var wrappers = []string{"export", "readonly", "local", "sudo", "env", "npx", "exec", "command", "poetry", "pipenv", "run"}

var shellAssignment = pattern.Lazily(`^[A-Za-z_]\w*=`)

// assignment reads NAME=value.
func (r *toolReader) assignment(t token, maybe bool) bool {
	if len(t.pieces) == 0 || t.pieces[0].variable != "" {
		return false
	}
	prefix := shellAssignment().FindString(t.pieces[0].text)
	if prefix == "" {
		return false
	}
	value := withoutFirst(t, prefix)
	r.assign(strings.TrimSuffix(prefix, "="), assignment{words: []token{value}, computed: maybe, text: value.raw})
	return true
}

// image reads "docker run … silintl/ecs-deploy -c …".
func (r *toolReader) image(line []token, maybe bool) {
	for i, t := range line {
		m := toolImages().FindStringSubmatch(r.word(t).Text)
		switch {
		case m == nil:
		case m[1] != "":
			r.add("ecs-deploy", line[i:], maybe)
			return
		case i+1 < len(line) && line[i+1].raw == "ecs":
			r.add("ecs", line[i+1:], maybe)
			return
		}
	}
}

func (r *toolReader) add(name string, line []token, maybe bool) {
	found := toolCommand{name: name, at: line[0].at, maybe: maybe}
	for _, t := range line[1:] {
		found.words = append(found.words, r.word(t))
	}
	r.found = append(r.found, found)
}
