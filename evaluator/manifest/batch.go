package manifest

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// isBatch knows scripts of the Windows command line by their endings, and by the
// line that most begin with.
func isBatch(file File) bool {
	return hasExtension(file, ".cmd", ".bat") || bytes.HasPrefix(bytes.ToLower(file.Data[:min(len(file.Data), 20)]), []byte("@echo off"))
}

func readBatch(s source) evaluator.Change { return s.readScript("batch", batch) }

var batchDialect = &dialect{
	escape:    '^',
	operators: []string{"\n", "&&", "||", "&", "|", "(", ")"},
	quotes:    `"`,
	variable:  batchVariable,
	comment:   batchComment,
	fold:      strings.ToLower,
}

var (
	batchVariables = pattern.Lazily(`^(?:%%~?[A-Za-z]*|%~?[A-Za-z]*\d|%\*|%([A-Za-z_][\w ]*?)(:[^%\n]*)?%|!([A-Za-z_]\w*)(:[^!\n]*)?!)`)
	batchRemark    = pattern.Lazily(`(?i)^(?:@?rem(?:[ \t][^\n]*|\r?\n|$)|::[^\n]*)`)
)

// batchVariable reads %NAME%, !NAME!, %1 and %%i; what takes a part of one has
// the name of all of it.
func batchVariable(text string, _ bool) (int, string) {
	if text[0] != '%' && text[0] != '!' {
		return 0, ""
	}
	m := batchVariables().FindStringSubmatch(text)
	switch {
	case m == nil || len(m[0]) < 2:
		return 0, ""
	case m[2] == "" && m[4] == "" && m[1]+m[3] != "":
		return len(m[0]), m[1] + m[3]
	default:
		return len(m[0]), m[0]
	}
}

func batchComment(text string, first bool) int {
	if !first {
		return 0
	}
	return len(strings.TrimRight(batchRemark().FindString(text), "\n"))
}

// batch finds the aws command lines of texts for the Windows command line that
// share their variables.
func batch(texts []command.Text, options command.Options) ([]command.Invocation, []command.Problem) {
	b := &batchReader{scope: newScope(batchDialect, options)}
	for _, text := range texts {
		at := text.At
		if at == (document.Position{}) {
			at = document.Position{Line: 1, Column: 1}
		}
		b.tokens, b.next = b.split(text.Text, at), 0
		for b.next < len(b.tokens) {
			b.block("", frame{maybe: text.Maybe})
		}
	}
	return b.found, b.problems
}

// batchReader goes through the commands of a script.
type batchReader struct {
	*scope
	tokens []token
	next   int
	// depth counts the parentheses that are open.
	depth int

	found    []command.Invocation
	problems []command.Problem
}

// block reads commands up to the parenthesis that closes them, or to the end.
func (b *batchReader) block(closing string, around frame) {
	var line []token
	inside := around
	b.depth++
	defer func() { b.depth-- }()
	for b.next < len(b.tokens) {
		t := b.tokens[b.next]
		b.next++
		switch t.operator {
		case "":
			line = append(line, t)
			continue
		case "(":
			switch {
			case len(line) > 0 && strings.EqualFold(line[len(line)-1].raw, "in"):
				line = append(line, b.set(t))
			case b.depth > maxNesting:
			case len(line) == 0 || opensBlock(line):
				_, within := b.head(line, inside)
				b.block(")", within)
				line = nil
			default:
				line = append(line, token{raw: "(", bare: true, at: t.at, pieces: []piece{{text: "("}}})
			}
			continue
		}
		b.line(line, inside)
		line = nil
		switch t.operator {
		case closing:
			return
		case "&&", "||":
			inside.maybe, inside.branch = true, true
		case "\n", "&":
			inside = around
		}
	}
	b.line(line, inside)
}

// opensBlock reports whether a parenthesis behind these words begins a block.
func opensBlock(line []token) bool {
	first, last := strings.ToLower(strings.TrimPrefix(line[0].raw, "@")), strings.ToLower(line[len(line)-1].raw)
	return first == "if" || first == "else" || last == "do" || last == "else"
}

// set reads what a loop goes over, up to its parenthesis.
func (b *batchReader) set(open token) token {
	var parts []string
	for ; b.next < len(b.tokens) && b.tokens[b.next].operator != "\n"; b.next++ {
		t := b.tokens[b.next]
		if t.operator == ")" {
			b.next++
			break
		}
		parts = append(parts, t.operator+t.raw)
	}
	return token{raw: strings.Join(parts, " "), at: open.at}
}

// head drops what decides whether or how often a command runs: "if …", "else",
// "for … do". It returns the command, and what surrounds it.
func (b *batchReader) head(line []token, around frame) ([]token, frame) {
	for len(line) > 0 {
		switch word := strings.ToLower(strings.TrimPrefix(line[0].raw, "@")); word {
		case "else":
			line = line[1:]
		case "if":
			line = condition(line[1:])
		case "for":
			do := slices.IndexFunc(line, func(t token) bool { return strings.EqualFold(t.raw, "do") })
			if do < 0 {
				return nil, around
			}
			around.loops = append(slices.Clone(around.loops), b.loop(line[:do]))
			line = line[do+1:]
		default:
			return line, around
		}
		around.maybe, around.branch = true, true
	}
	return line, around
}

// condition drops the condition of an if.
func condition(line []token) []token {
	n := 0
	word := func() string {
		if n < len(line) {
			return strings.ToLower(line[n].raw)
		}
		return ""
	}
	for word() == "not" || word() == "/i" {
		n++
	}
	switch first := word(); {
	case first == "exist" || first == "defined" || first == "errorlevel" || first == "cmdextversion":
		n += 2
	case strings.Contains(first, "=="):
		n++
		if strings.HasSuffix(first, "==") {
			n++
		}
	default: // a comparison of two words: a == b, a EQU b
		n += 3
	}
	return line[min(n, len(line)):]
}

// loop is what a for goes over: words, or the output of a command.
func (b *batchReader) loop(line []token) command.Loop {
	text := line[len(line)-1].raw
	loop := command.Loop{Text: text}
	for _, t := range line {
		if strings.HasPrefix(t.raw, "%%") {
			b.reasons[b.fold(t.raw)] = strconv.Quote(t.raw) + " is each of " + quoted(text)
		}
	}
	inner := strings.Trim(text, "'` ")
	if inner != text {
		found, _ := batch([]command.Text{{Text: inner, At: line[len(line)-1].at}}, b.options)
		for i := range found {
			loop.Lists = append(loop.Lists, command.Output{Invocation: &found[i], Filter: filter(inner)})
		}
	}
	return loop
}
