package manifest

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// carrier is a document that carries scripts: the configuration of a CI system.
type carrier struct {
	source
	// kind is its short name in operations.
	kind string
	// lines are the file's, once a script is of interest.
	lines  document.Lines
	change evaluator.Change
}

// carried is one text of a script, in the tree of its document.
type carried struct {
	*document.Node
	path  string
	maybe bool
}

// script is what one shell runs, text after text.
type script struct {
	texts []carried
	// read is the shell's language.
	read    language
	options command.Options
	maybe   bool
}

// run adds what a script asks of ECS. Most ask nothing: these cost a glance.
func (c *carrier) run(s script) {
	concerned := false
	for _, text := range s.texts {
		concerned = concerned || concernsECS(text.Str())
	}
	if !concerned {
		return
	}
	texts, place := c.lay(s.texts)
	for i := range texts {
		texts[i].Maybe = texts[i].Maybe || s.maybe
	}
	found, problems := s.read(texts, s.options)
	tools := toolCommands(texts, s.options)
	move := relocation{place: place.at, moved: map[*command.Invocation]*command.Invocation{}}
	for i := range found {
		found[i] = *move.invocation(&found[i])
	}
	for i := range problems {
		problems[i].Position = place.at(problems[i].Position)
	}
	for i := range tools {
		tools[i].words, tools[i].at = move.words(tools[i].words), move.at(tools[i].at)
	}
	part := c.invocations(found, c.kind)
	appendChange(&part, c.problems(problems))
	for _, tool := range tools {
		appendChange(&part, c.tool(tool, c.kind))
	}
	for i := range part.Operations {
		op := &part.Operations[i]
		if path := place.path(op.Position); path != "" && op.File == c.file.Name {
			op.Path = strings.TrimSuffix(path+": "+op.Path, ": ")
		}
	}
	appendChange(&c.change, part)
}

// note adds a note. Unseen says that ECS requests may hide there.
func (c *carrier) note(at document.Position, unseen bool, format string, args ...any) {
	c.change.Notes = append(c.change.Notes, evaluator.Note{
		File: c.file.Name, Line: at.Line, Message: fmt.Sprintf(format, args...), Unseen: unseen,
	})
}

// scriptPlace knows where the texts of a script stand. They are given to a
// reader as if they stood one below the other.
type scriptPlace []laidText

type laidText struct {
	carried
	// first is the line of the text among all, counted from 1.
	first  int
	layout document.Layout
}

// lay places texts one below the other.
func (c *carrier) lay(list []carried) ([]command.Text, scriptPlace) {
	if c.lines == nil {
		data, _ := document.Decode(c.file.Data)
		c.lines = document.SplitLines(data)
	}
	var texts []command.Text
	var place scriptPlace
	line := 1
	for _, one := range list {
		text, ok := one.Scalar()
		if !ok {
			continue
		}
		place = append(place, laidText{one, line, c.lines.Layout(one.Node)})
		texts = append(texts, command.Text{Text: text, At: document.Position{Line: line, Column: 1}, Maybe: one.maybe})
		line += strings.Count(text, "\n") + 1
	}
	return texts, place
}

// of returns the text that a laid position belongs to.
func (s scriptPlace) of(p document.Position) (laidText, bool) {
	for i := len(s) - 1; i >= 0; i-- {
		if p.Line >= s[i].first {
			return s[i], true
		}
	}
	return laidText{}, false
}

// at returns the position in the file.
func (s scriptPlace) at(p document.Position) document.Position {
	text, ok := s.of(p)
	if !ok {
		return p
	}
	return text.layout.Place(document.Position{Line: p.Line - text.first + 1, Column: p.Column})
}

// path returns the path of the text that a position of the file stands in: the
// last that begins before it.
func (s scriptPlace) path(p document.Position) string {
	path := ""
	for _, text := range s {
		if begin := text.Position; begin.Line < p.Line || begin.Line == p.Line && begin.Column <= p.Column {
			path = text.path
		}
	}
	return path
}
