package manifest

import (
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const fileScheme = "file://"

// tree makes the parameters of a request from the options: those of a file or a
// text that holds them all, and over these the options one by one.
func (c *commandLine) tree(takes options) *document.Node {
	root := &document.Node{Kind: document.Mapping, Position: c.Position}
	for _, a := range c.Arguments {
		name, global := takes.option(a.Name)
		if global && (name == "cli-input-json" || name == "cli-input-yaml") {
			c.wholeInput(root, a)
		}
	}
	for _, a := range c.Arguments {
		name, global := takes.option(a.Name)
		if global {
			continue
		}
		set(root, c.parameter(takes, name, a))
	}
	for i := range c.Words {
		if w := &c.Words[i]; !w.Known() && c.hidden == nil {
			c.hidden = w
		}
	}
	return root
}

// set adds a field to an object, or replaces it.
func set(root *document.Node, field document.Field) {
	for i := range root.Fields {
		if root.Fields[i].Name == field.Name {
			root.Fields[i] = field
			return
		}
	}
	root.Fields = append(root.Fields, field)
}

// wholeInput adds the parameters that --cli-input-json gives. All of them stand
// where the option does.
func (c *commandLine) wholeInput(root *document.Node, a command.Argument) {
	w := c.follow(a.Value())
	documents, err := document.Read([]byte(w.Text))
	switch {
	case err == nil && len(documents) == 1 && documents[0].Root.Kind == document.Mapping:
		body := documents[0].Root
		reference.StandAt(body, w.Position)
		c.input, c.inputFile = w.Position, w.File
		for _, field := range body.Fields {
			set(root, field)
		}
	case !w.Known():
		c.hidden = &w
	case err != nil:
		c.say(c.failure(&document.Node{Position: w.Position}, "the value of --%s can not be read: %s", a.Name, parseFailure("", err).Message))
	default:
		c.say(c.failure(&document.Node{Position: w.Position}, "the value of --%s must be one object", a.Name))
	}
}

// follow returns what the AWS CLI takes for a word: the content of a file that
// it names.
func (c *commandLine) follow(w command.Word) command.Word {
	name, ok := strings.CutPrefix(w.Text, fileScheme)
	if !ok || !w.Known() {
		return w
	}
	if strings.ContainsAny(name, "$`%<{") {
		w.Reason = quoted(w.Text) + " is the name of a file that is not known"
		return w
	}
	file, err := c.sibling(name)
	if err != nil {
		w.Reason = quoted(w.Text) + " can not be read: " + reason(err)
		return w
	}
	text, err := document.Decode(file.Data)
	if err != nil {
		w.Reason = quoted(w.Text) + " can not be read: " + parseFailure("", err).Message
		return w
	}
	w.Text, w.File = string(text), file.Name
	return w
}

// parameter makes the field of one option.
func (c *commandLine) parameter(takes options, name string, a command.Argument) document.Field {
	if positive, ok := strings.CutPrefix(name, "no-"); ok && takes[positive].shape == switchShape && takes[positive].name != "" {
		return document.Field{Name: takes[positive].name, Position: a.Position, Value: c.scalar(document.Bool, "false", a.Position)}
	}
	p, ok := takes[name]
	if !ok {
		p.name = "--" + name // no name that the API has, however it is spelt
		for option := range takes {
			if fold(option) == fold(name) {
				c.say(c.failure(&document.Node{Position: a.Position}, "unknown option %q: did you mean %q?", p.name, "--"+option))
			}
		}
	}
	values := make([]command.Word, len(a.Values))
	for i, w := range a.Values {
		values[i] = c.follow(w)
		if !values[i].Known() {
			if _, there := c.reasons[p.name]; !there {
				c.reasons[p.name] = values[i]
			}
		}
	}
	return document.Field{Name: p.name, Position: a.Position, Value: c.value(p, a, values)}
}

// value makes the value of an option. What is not known is the text that stands
// there, and may be of any type.
func (c *commandLine) value(p parameter, a command.Argument, values []command.Word) *document.Node {
	switch {
	case p.shape == switchShape && len(values) == 0:
		return c.scalar(document.Bool, "true", a.Position)
	case len(values) == 0:
		return &document.Node{Kind: document.Null, Position: a.Position}
	case p.shape == listShape || p.shape == structuresShape:
		return c.list(p, values)
	}
	return c.one(p, values[0])
}

func (c *commandLine) scalar(kind document.Kind, text string, at document.Position) *document.Node {
	return &document.Node{Kind: kind, Text: text, Position: at}
}

// list makes a list of several values, or of one that is a list in JSON.
func (c *commandLine) list(p parameter, values []command.Word) *document.Node {
	if len(values) == 1 && strings.HasPrefix(strings.TrimSpace(values[0].Text), "[") {
		return c.one(p, values[0])
	}
	list := &document.Node{Kind: document.Sequence, Position: values[0].Position}
	for _, w := range values {
		item := p
		if item.shape = structureShape; p.shape == listShape {
			item.shape = textShape
		}
		list.Items = append(list.Items, c.one(item, w))
	}
	return list
}

// one makes one value.
func (c *commandLine) one(p parameter, w command.Word) *document.Node {
	text := strings.TrimSpace(w.Text)
	switch {
	case p.shape == textShape:
		node := c.scalar(document.String, w.Text, w.Position)
		if w.File != "" {
			node.Text = text
		}
		c.open[node] = !w.Known()
		return node
	case p.shape == numberShape:
		if _, err := strconv.Atoi(text); err == nil {
			return c.scalar(document.Number, text, w.Position)
		}
	case strings.HasPrefix(text, "{") || strings.HasPrefix(text, "["):
		if node, err := document.ReadJSON([]byte(text)); err == nil {
			reference.StandAt(node, w.Position)
			return node
		}
	default:
		if node, err := command.Shorthand(text, w.Position); err == nil {
			return node
		}
	}
	return c.unreadable(w)
}

// unreadable is a value that is not of the shape that the option wants: because
// it is not known, or because the AWS CLI would refuse it.
func (c *commandLine) unreadable(w command.Word) *document.Node {
	node := c.scalar(document.String, w.Text, w.Position)
	c.open[node] = !w.Known()
	return node
}
