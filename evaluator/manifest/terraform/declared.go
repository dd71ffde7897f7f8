package terraform

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// configuration is one file of a configuration. What other files of its module
// say is not known: they may be anything.
type configuration struct {
	file     string
	open     func(string) ([]byte, error)
	declared []*declared
	change   evaluator.Change
	said     map[string]bool
}

// declared is one block of the file.
type declared struct {
	// section is "resource", "data", "provider" or "module".
	section, typ, name string
	body               *document.Node
	where              document.Position
}

// address names the block as Terraform would.
func (d *declared) address() string {
	switch d.section {
	case "resource":
		return d.typ + "." + d.name
	case "data":
		return "data." + d.typ + "." + d.name
	}
	return d.section + "." + d.name
}

// relevant reports whether anything looks at a block.
func relevant(d *declared) bool {
	switch d.section {
	case "resource":
		return declaredReaderOf(d) != nil || d.typ == ruleType || strings.HasPrefix(d.typ, "awscc_ecs_") || deploysUnread(d.typ) ||
			strings.HasPrefix(d.typ, "aws_cloudformation_stack") || isForeign(d.typ)
	case "data":
		return d.typ == "aws_ecs_task_execution"
	case "provider":
		return d.name == "aws"
	}
	return d.section == "module"
}

// setting is an attribute of a block, or a block in it. Without a node it is not
// given.
type setting struct {
	node *document.Node
	path string
	at   document.Position
	// maybe: a dynamic block decides whether it is there.
	maybe bool
}

// get returns an attribute. Names lead to it; every name but the last is that of
// a block, of which the first is taken.
func (d *declared) get(names ...string) setting {
	s := setting{node: d.body, at: d.where}
	for i, name := range names {
		if i > 0 {
			s.path += "[0]."
			s.node = first(s.node)
		}
		s.path += name
		f := s.node.Field(name)
		if s.node == nil || s.node.Tag != "" || f == nil {
			content := first(first(first(s.node.Get("dynamic")).Get(name)).Get("content"))
			s.node, s.maybe = content, s.maybe || content != nil
			continue
		}
		s.node, s.at = f.Value, f.Value.Where()
	}
	if s.node != nil && s.node.Kind == document.Null && s.node.Tag == "" {
		s.node = nil
	}
	return s
}

// literal returns the text of a setting that is a literal.
func (s setting) literal() string {
	text, _ := s.node.Scalar()
	return text
}

// why says why a setting is not known: it is an expression, as written.
func (s setting) why() string {
	switch {
	case s.node == nil:
		return ""
	case s.node.Tag != "":
		return oneLine(s.node.Text) + ": " + adviseGive
	case s.node.Kind == document.Sequence || s.node.Kind == document.Mapping:
		return s.path + ": it is no text"
	}
	return ""
}

// count says how often a block is there.
func (d *declared) count() presence {
	if d.get("for_each").node != nil {
		return perhaps
	}
	count := d.get("count")
	n, literal := count.node.Int()
	switch {
	case count.node == nil, literal && n > 0:
		return certain
	case literal:
		return never
	}
	return perhaps
}

type presence int

const (
	certain presence = iota
	perhaps
	never
)

// attributeOf finds expressions that are nothing but an attribute of a resource.
var attributeOf = pattern.Lazily(`^([a-z0-9_]+)\.([A-Za-z0-9_-]+)\.(?:id|arn|name)$`)

// own returns the resource of this file that an expression is an attribute of.
func (c *configuration) own(s setting, typ string) *declared {
	if s.node == nil || s.node.Tag != expressionTag {
		return nil
	}
	parts := attributeOf().FindStringSubmatch(s.node.Text)
	if parts == nil || parts[1] != typ {
		return nil
	}
	for _, d := range c.declared {
		if d.section == "resource" && d.typ == typ && d.name == parts[2] {
			return d
		}
	}
	return nil
}

// nameOf returns the name that a setting gives a resource of a type: a literal,
// or that of a resource of this file.
func (c *configuration) nameOf(s setting, typ string) string {
	if text := s.literal(); text != "" {
		return text
	}
	if d := c.own(s, typ); d != nil {
		return d.get("name").literal()
	}
	return ""
}

func (c *configuration) note(at document.Position, format string, args ...any) {
	c.say(evaluator.Note{File: c.file, Line: at.Line, Message: fmt.Sprintf(format, args...)})
}

func (c *configuration) unseen(at document.Position, format string, args ...any) {
	c.say(evaluator.Note{File: c.file, Line: at.Line, Message: fmt.Sprintf(format, args...), Unseen: true})
}

func (c *configuration) say(note evaluator.Note) {
	if !c.said[note.Message] {
		c.said[note.Message] = true
		c.change.Notes = append(c.change.Notes, note)
	}
}
