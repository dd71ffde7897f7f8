package manifest

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// groovyValue is a text as the shell gets it, and where its parts stand.
type groovyValue struct {
	strings.Builder
	line, column int
	patches      []patch
	// holes are expressions that are not known: what stands there, and why.
	holes []hole
	// last is the index of the last string in it.
	last int
}

// patch says where what follows a place of a text stands in the file.
type patch struct {
	line, column int
	at           document.Position
}

// hole is an expression of Groovy that is filled in before any shell sees it.
type hole struct{ raw, reason string }

// holeMark stands for a hole in the text that a shell is said to get.
func holeMark(n int) string { return "${{groovy " + strconv.Itoa(n) + "}}" }

// restore puts the expressions back for their marks.
func (v *groovyValue) restore(text string) string {
	if !strings.Contains(text, "${{groovy ") {
		return text
	}
	for n, hole := range v.holes {
		text = strings.ReplaceAll(text, holeMark(n), hole.raw)
	}
	return text
}

// add adds text that stands at a position, line by line where it does.
func (v *groovyValue) add(text string, at document.Position, moves bool) {
	for i, line := range strings.SplitAfter(text, "\n") {
		if i > 0 && moves {
			at = document.Position{Line: at.Line + 1, Column: 1}
		}
		v.patches = append(v.patches, patch{v.line, v.column, at})
		v.WriteString(line)
		v.column += utf8.RuneCountInString(line)
		if strings.HasSuffix(line, "\n") {
			v.line, v.column = v.line+1, 1
		}
	}
}

// place returns where a position of the text is in the file.
func (v *groovyValue) place(p document.Position) document.Position {
	found := patch{1, 1, document.Position{Line: 1, Column: 1}}
	for _, next := range v.patches {
		if next.line > p.Line || next.line == p.Line && next.column > p.Column {
			break
		}
		found = next
	}
	if found.line != p.Line {
		return found.at
	}
	return document.Position{Line: found.at.Line, Column: found.at.Column + p.Column - found.column}
}

// build makes the text of a string, with those that are added to it by "+".
func (j *jenkinsReader) build(i int) *groovyValue {
	v := &groovyValue{line: 1, column: 1, last: i}
	for {
		str := j.strings[v.last]
		for _, p := range str.pieces {
			if p.expression == "" {
				v.add(p.text, p.at, true)
			} else {
				j.fill(v, p.expression, "${"+p.expression+"}", p.at)
			}
		}
		if v.last+1 == len(j.strings) {
			return v
		}
		between := j.code[str.end:j.strings[v.last+1].start]
		added, ok := strings.CutPrefix(strings.TrimSpace(between), "+")
		if !ok {
			j.tail(v, str)
			return v
		}
		if strings.ContainsAny(added, ";{}\n,") || added != "" && !strings.HasSuffix(strings.TrimSpace(added), "+") {
			j.tail(v, str)
			return v
		}
		if expression := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(added), "+")); expression != "" {
			j.fill(v, expression, expression, str.pieceEnd())
		}
		v.last++
	}
}

// pieceEnd is about where a string ends.
func (s groovyString) pieceEnd() document.Position {
	if len(s.pieces) == 0 {
		return document.Position{Line: 1, Column: 1}
	}
	return s.pieces[len(s.pieces)-1].at
}

// tail adds what is added behind the last string: "… --service " + service.
func (j *jenkinsReader) tail(v *groovyValue, str groovyString) {
	added, ok := strings.CutPrefix(strings.TrimSpace(firstLine(j.code[str.end:min(len(j.code), str.end+300)])), "+")
	if expression := strings.TrimRight(strings.TrimSpace(added), ") ;"); ok && expression != "" {
		j.fill(v, expression, expression, str.pieceEnd())
	}
}

// fill adds the value of an expression, or a hole for it.
func (j *jenkinsReader) fill(v *groovyValue, expression, raw string, at document.Position) {
	reason := strconv.Quote(raw) + " is an expression"
	if name, ok := simpleName(expression); ok {
		value, why := j.value(name, 0)
		if why == "" && !changesECS().MatchString(value) {
			v.add(value, at, false)
			return
		}
		if why != "" {
			reason = why
		}
	}
	v.add(holeMark(len(v.holes)), at, false)
	v.holes = append(v.holes, hole{raw, reason})
}
