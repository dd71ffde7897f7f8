package command

import (
	"errors"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// part is a piece of a text that was parsed.
type part struct {
	*place
	masks *masks
	// base is where it begins in the text of the place.
	base  int
	stmts []*syntax.Stmt
	// maybe: nobody knows whether it is run.
	maybe bool
}

func (p *part) position(at syntax.Pos) document.Position {
	return p.place.position(p.base + int(at.Offset()))
}

// source returns what stands between two positions, as it was written.
func (p *part) source(from, to syntax.Pos) string {
	start, end := p.base+int(from.Offset()), p.base+int(to.Offset())
	if start < 0 || end > len(p.text) || start > end {
		return ""
	}
	return p.masks.clear(p.text[start:end])
}

func (p *part) of(node syntax.Node) string { return p.source(node.Pos(), node.End()) }

// maxErrors is how many errors of one text are skipped one by one.
const maxErrors = 12

// parse reads the statements of a text. What is no shell is skipped by the
// line, so that the rest is read all the same; but what follows may belong to
// what was skipped, so that nobody knows whether it is run.
func (m *masks) parse(text string, where place, maybe bool) ([]*part, []Problem) {
	at := where.over(text)
	if tooDeep(text) {
		return nil, []Problem{{Position: at.position(0), Unseen: Mentions(text), Message: "this is nested too deeply, or has a line too long, for a script: not read"}}
	}
	first, problem := m.parseFrom(at, 0, maybe)
	if problem == nil {
		return []*part{first}, nil
	}
	if loosened := m.hideAll(loose(), text, nil); loosened != text {
		at = where.over(loosened)
		if again, problem := m.parseFrom(at, 0, maybe); problem == nil {
			return []*part{again}, nil
		}
	}
	return m.parseRest(at, maybe)
}

// parseRest reads a text that has errors.
func (m *masks) parseRest(at *place, maybe bool) ([]*part, []Problem) {
	var parts []*part
	var problems []Problem
	for base, errs := 0, 0; base < len(at.text); errs++ {
		read, broken := m.parseFrom(at, base, maybe)
		parts = append(parts, read)
		if broken == nil {
			break
		}
		from, to := m.lineAt(at.text, broken.offset)
		line := m.byWords(at, from, to)
		parts = append(parts, line)
		problems = append(problems, Problem{
			Position: at.position(broken.offset),
			Message:  "this can not be parsed as shell (" + broken.message + "): the line was skipped, and what follows may not be run as it stands",
			Unseen:   len(line.stmts) == 0 && Mentions(at.text[from:to]),
		})
		base, maybe = to, true
		if errs == maxErrors {
			parts = append(parts, m.eachLine(at, base)...)
			break
		}
	}
	return parts, problems
}

// syntaxError is where a text is no shell.
type syntaxError struct {
	offset  int
	message string
}

// parseFrom reads the statements up to the first error.
func (m *masks) parseFrom(at *place, base int, maybe bool) (*part, *syntaxError) {
	p := &part{place: at, masks: m, base: base, maybe: maybe}
	parser := syntax.NewParser(syntax.Variant(syntax.LangBash))
	var broken *syntaxError
	// The parser may go on after an error, and must not be stopped.
	for stmt, err := range parser.StmtsSeq(strings.NewReader(at.text[base:])) {
		switch {
		case broken != nil:
		case err != nil:
			broken = p.broken(err)
		default:
			p.stmts = append(p.stmts, stmt)
		}
	}
	return p, broken
}

func (p *part) broken(err error) *syntaxError {
	var parse syntax.ParseError
	var language syntax.LangError
	switch {
	case errors.As(err, &parse):
		return &syntaxError{p.base + int(parse.Pos.Offset()), p.masks.clear(parse.Text)}
	case errors.As(err, &language):
		return &syntaxError{p.base + int(language.Pos.Offset()), language.Feature + " is not of this shell"}
	}
	return &syntaxError{p.base, err.Error()}
}

// lineAt returns the line of an offset, with those that it continues and that
// continue it.
func (m *masks) lineAt(text string, offset int) (from, to int) {
	offset = min(offset, len(text))
	from = strings.LastIndexByte(text[:offset], '\n') + 1
	for from > 1 && strings.HasSuffix(text[:from-1], "\\") {
		from = strings.LastIndexByte(text[:from-1], '\n') + 1
	}
	for to = offset; ; to++ {
		end := strings.IndexByte(text[to:], '\n')
		if end < 0 {
			return from, len(text)
		}
		to += end
		if !strings.HasSuffix(text[from:to], "\\") {
			return from, to + 1
		}
	}
}

// byWords reads one line that is no shell as the words of one command, if it
// looks like one that matters.
func (m *masks) byWords(at *place, from, to int) *part {
	line := strings.TrimLeft(at.text[from:to], " \t")
	if !strings.HasPrefix(line, "#") && Mentions(line) {
		if p, broken := m.parseFrom(at.over(at.text[:to]), from, true); broken == nil {
			return p
		}
	}
	return &part{place: at, masks: m, base: from, maybe: true}
}

// eachLine reads a text line by line: it has more errors than are worth a look
// each.
func (m *masks) eachLine(at *place, base int) []*part {
	var parts []*part
	for base < len(at.text) {
		from, to := m.lineAt(at.text, base)
		if p := m.byWords(at, from, to); len(p.stmts) > 0 {
			parts = append(parts, p)
		}
		base = max(to, base+1)
	}
	return parts
}
