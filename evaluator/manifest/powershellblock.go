package manifest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// powerShellReader goes through the statements of a script, the inner ones of
// parentheses and braces before those that they stand in.
type powerShellReader struct {
	*scope
	text   string
	tokens []token
	next   int

	// depth counts the blocks and parentheses that are open.
	depth int

	found    []command.Invocation
	problems []command.Problem
}

// maxNesting is how deep blocks are followed. Deeper ones, which nobody writes,
// are read as if they did not end.
const maxNesting = 500

// frame is what surrounds a statement.
type frame struct {
	maybe bool
	// branch: a condition decides, so that what is assigned here is assigned perhaps.
	branch bool
	loops  []command.Loop
	// parameters: these are the parameters of a script or function, whose values
	// come from outside.
	parameters bool
}

// block reads statements up to an operator that closes it, or to the end.
func (p *powerShellReader) block(closing string, around frame) {
	var line, piped []token
	maybe := around.maybe
	p.depth++
	defer func() { p.depth-- }()
	here := func() frame {
		inside := around
		inside.maybe, inside.branch = maybe, around.branch || maybe != around.maybe
		return inside
	}
	finish := func() {
		p.statement(line, here())
		line = nil
	}
	for p.next < len(p.tokens) {
		t := p.tokens[p.next]
		p.next++
		if p.depth > maxNesting && strings.ContainsAny(t.operator, "({") {
			t.operator = "\n"
		}
		switch t.operator {
		case "":
			line = append(line, t)
		case "(", "$(", "@(", "@{":
			line = append(line, p.nested(t, line, here()))
		case "{":
			p.body(line, piped, here())
			line, piped = nil, nil
		case "|":
			piped = append(piped, line...)
			finish()
		case "&":
			if len(line) > 0 {
				finish()
			}
		case "&&", "||":
			finish()
			maybe = true
		case closing:
			finish()
			return
		case ")", "}":
			finish()
		default:
			if len(line) > 0 || t.operator == ";" {
				piped = nil
			}
			finish()
			maybe = around.maybe
		}
	}
	finish()
}

// nested reads what stands in parentheses and returns the word that they are in
// the statement around them.
func (p *powerShellReader) nested(open token, line []token, inside frame) token {
	closing := ")"
	if open.operator == "@{" {
		closing = "}"
	}
	inside.parameters = len(line) == 1 && strings.EqualFold(line[0].raw, "param")
	before := len(p.found)
	p.block(closing, inside)
	to := p.tokens[p.next-1].to
	raw := p.text[open.from:to]
	t := token{raw: raw, bare: true, nested: true, at: open.at, from: open.from, to: to, pieces: []piece{{text: raw, variable: raw}}}
	if len(p.found) == before+1 {
		output := p.found[before]
		t.output = &output
	}
	return t
}

// raw writes tokens as one text.
func (p *powerShellReader) raw(tokens []token) string {
	var parts []string
	for _, t := range tokens {
		switch {
		case t.operator == "\n":
		case t.operator != "":
			parts = append(parts, t.operator)
		default:
			parts = append(parts, t.raw)
		}
	}
	return strings.Join(parts, " ")
}

// body reads a block in braces behind its head: "if (…)", "foreach ($x in …)",
// "… | ForEach-Object".
func (p *powerShellReader) body(head, piped []token, around frame) {
	word := ""
	if len(head) > 0 {
		word = strings.ToLower(head[0].raw)
	}
	inside := frame{maybe: around.maybe, branch: around.branch, loops: slices.Clone(around.loops)}
	switch word {
	case "", "try", "begin", "process", "end", ".", "do":
	case "function", "filter":
		inside.maybe = true
	case "foreach", "foreach-object", "%", "for", "while":
		over := p.raw(append(slices.Clone(piped), head[1:]...))
		inside.maybe, inside.branch = true, true
		inside.loops = append(inside.loops, command.Loop{Text: over, Lists: p.lists(over)})
		p.each(over)
	default:
		inside.maybe, inside.branch = true, true
	}
	p.block("}", inside)
}

var anyVariable = pattern.Lazily(`\$([A-Za-z_]\w*)`)

var eachOf = pattern.Lazily(`^\(\s*\$(\w+)\s+in\s+(.*?)\s*\)$`)

// each says what the variable of a loop is.
func (p *powerShellReader) each(over string) {
	name, of := "_", over
	if m := eachOf().FindStringSubmatch(over); m != nil {
		name, of = m[1], m[2]
	}
	p.reasons[p.fold(name)] = strconv.Quote("$"+name) + " is each of " + quoted(of)
}

// lists finds the aws commands that list what a loop goes over: those that stand
// there, and those whose output its variables were given.
func (p *powerShellReader) lists(over string) []command.Output {
	texts := []string{over}
	for _, m := range anyVariable().FindAllStringSubmatch(over, -1) {
		if given := p.assigned[p.fold(m[1])]; len(given) == 1 {
			texts = append(texts, given[0].text)
		}
	}
	var lists []command.Output
	for _, text := range texts {
		if !strings.Contains(text, "list-") {
			continue
		}
		inner := newPowerShellReader(p.options)
		inner.assigned = p.assigned
		inner.read(command.Text{Text: text})
		for i := range inner.found {
			if strings.HasPrefix(inner.found[i].Verb, "list-") {
				lists = append(lists, command.Output{Invocation: &inner.found[i], Filter: filter(text)})
			}
		}
	}
	return lists
}

// filter returns what of a pipeline may leave out a part of a list, or "".
func filter(text string) string {
	for _, part := range strings.Split(text, "|")[1:] {
		part = strings.TrimSpace(part)
		for _, name := range []string{"where", "?", "select", "findstr", "grep", "sls"} {
			if strings.HasPrefix(strings.ToLower(part), name) {
				return part
			}
		}
	}
	return ""
}
