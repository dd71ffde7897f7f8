package terraform

import (
	"path"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// stateMachine reads the definition of an aws_sfn_state_machine, where this file
// or one that it names holds it.
func (c *configuration) stateMachine(d *declared) {
	definition := d.get("definition")
	stored := c.stored(d, evaluator.StateMachineHolder, d.get("name").literal(), true)
	root, why := c.definition(definition.node)
	if root == nil {
		c.definitionElsewhere(d, definition, stored, why)
		return
	}
	if hole := holeIn(root); hole != "" {
		c.unseen(d.where, "%s: the definition takes in %s: what that is was not looked at; %s", d.address(), hole, adviseGive)
	}
	for _, call := range reference.StateMachine(root) {
		one := stored
		one.Name += "/" + call.State
		c.embed(d, call, "definition", one)
	}
}

// definitionElsewhere speaks of a definition that can not be read. One that is
// made of a task definition of the configuration calls ECS all the same.
func (c *configuration) definitionElsewhere(d *declared, definition setting, stored evaluator.Stored, why string) {
	c.unseen(d.where, "%s: the definition of the state machine was not looked at: %s; %s", d.address(), why, adviseGive)
	if named := namesDefinition().FindString(allText(definition.node)); named != "" {
		op := c.operation(evaluator.RunTask, d, definition)
		op.Stored = &stored
		op.Reference = unresolved(named, named+": "+adviseGive)
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "cluster", Reason: "the definition was not looked at"})
		c.add(op)
	}
}

var namesDefinition = pattern.Lazily(`\b(?:data\.)?aws_ecs_task_definition\.[A-Za-z0-9_-]+(?:\[[^\]]*\])?\.[a-z_]+`)

// allText returns the texts of an expression.
func allText(n *document.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(n.Text)
	for _, item := range n.Items {
		b.WriteString("\n" + allText(item))
	}
	for _, f := range n.Fields {
		b.WriteString("\n" + allText(f.Value))
	}
	return b.String()
}

// definition returns the tree of a definition, or why there is none.
func (c *configuration) definition(n *document.Node) (*document.Node, string) {
	switch {
	case n == nil:
		return nil, "there is none"
	case (n.Tag == "!jsonencode" || n.Tag == "!yamlencode") && len(n.Items) == 1 && n.Items[0].Kind == document.Mapping:
		return n.Items[0], ""
	case n.Tag == "" || n.Tag == templateTag:
		return parseDefinition(n, nil)
	case (n.Tag == "!file" || n.Tag == "!templatefile") && len(n.Items) > 0:
		return c.definitionFile(n)
	}
	return nil, oneLine(n.Text)
}

// definitionFile reads a definition from another file. Variables of a template
// are what the call says.
func (c *configuration) definitionFile(call *document.Node) (*document.Node, string) {
	name := strings.TrimPrefix(strings.TrimPrefix(call.Items[0].Text, "${path.module}/"), "${path.root}/")
	if strings.Contains(name, "${") || call.Items[0].Tag != "" && call.Items[0].Tag != templateTag {
		return nil, oneLine(call.Text)
	}
	data, err := c.open(path.Join(path.Dir(c.file), name))
	if err != nil {
		data, err = c.open(name)
	}
	if err != nil {
		return nil, quote(name) + " can not be read: " + err.Error()
	}
	text := &document.Node{Kind: document.String, Text: string(data), Position: call.Position}
	if call.Tag == "!file" {
		return parseDefinition(text, nil)
	}
	parsed, err := parseTemplate(text.Text, name, call.Position)
	if err != nil {
		return nil, quote(name) + " is no template that can be read"
	}
	var variables *document.Node
	if len(call.Items) > 1 {
		variables = call.Items[1]
	}
	return parseDefinition(parsed, variables)
}

// universal reads a schedule that calls the ECS API with the request in its input.
func (c *configuration) universal(d *declared, api string, stored evaluator.Stored) {
	input := d.get("target", "input")
	call := reference.Embedded{API: api, Integration: "aws-sdk:ecs", Position: input.at}
	root, why := c.definition(input.node)
	if root == nil {
		call.Expression = why + "; " + adviseGive
	}
	call.Parameters = root
	c.embed(d, call, "target[0].input", stored)
}

// embed adds the operations of a request that a block keeps.
func (c *configuration) embed(d *declared, call reference.Embedded, base string, stored evaluator.Stored) {
	e := embedded{Embedded: call, base: base, stored: stored, begin: func(action evaluator.Action) evaluator.Operation {
		return c.operation(action, d, setting{})
	}}
	for _, op := range e.operations() {
		c.add(op)
	}
}
