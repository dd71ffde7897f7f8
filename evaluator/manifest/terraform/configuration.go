package terraform

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// configurationKind is the name of configurations in operations.
const configurationKind = "terraform-hcl"

// beginsResource finds a block of Terraform's native language that concerns AWS.
var beginsResource = pattern.Lazily(`(?m)^[ \t]*(?:resource|data)[ \t]+"aws_[a-z0-9_]+"[ \t]+"[^"\n]+"[ \t]*\{`)

// RecogniseHCL reports whether a file is a configuration in Terraform's native
// language: its name says so, or, where it has no name of another language, its
// blocks.
func RecogniseHCL(name string, data []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".tf", ".tofu":
		return true
	case "", ".hcl":
		return beginsResource().Match(data)
	}
	return false
}

// MayDeclare reports whether a text holds a word without which there is nothing
// in it that is read: most files of a tree need no parsing.
func MayDeclare(data []byte) bool {
	return declares().Match(data) || sendsToECS().Match(data) || bytes.Contains(data, []byte("task_definition")) || bytes.Contains(data, []byte("module")) && concernsECS().Match(data)
}

var declares = pattern.Lazily(`aws_ecs_|aws_cloudwatch_event_target|aws_scheduler_schedule|aws_pipes_pipe|aws_sfn_state_machine|awscc_ecs_|aws_cloudformation_stack`)

// RecogniseConfiguration reports whether a document is a configuration in
// Terraform's JSON syntax.
func RecogniseConfiguration(root *document.Node) bool {
	for _, section := range []string{"resource", "data"} {
		for _, types := range objects(root.Get(section)) {
			for _, f := range fields(types) {
				if strings.HasPrefix(f.Name, "aws_") && len(objects(f.Value)) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// ReadHCL returns the operations of a configuration in the native language. Open
// reads another file of the tree; nil: there is none.
func ReadHCL(data []byte, file string, open func(string) ([]byte, error)) evaluator.Change {
	c := newConfiguration(file, open)
	body, h, err := parseHCL(data, file)
	if err != nil {
		c.failed(err)
		return c.change
	}
	for _, block := range body.Blocks {
		if d, ok := declaredBlock(block); ok && (relevant(d) || slices.ContainsFunc(block.Body.Blocks, isProvisioner)) {
			d.where, d.body = h.position(block.TypeRange), h.body(block.Body)
			c.declared = append(c.declared, d)
		}
	}
	c.read()
	return c.change
}

// declaredBlock names what a top-level block declares.
func declaredBlock(block *hclsyntax.Block) (*declared, bool) {
	d := &declared{section: block.Type}
	switch {
	case (block.Type == "resource" || block.Type == "data") && len(block.Labels) == 2:
		d.typ, d.name = block.Labels[0], block.Labels[1]
	case (block.Type == "provider" || block.Type == "module") && len(block.Labels) == 1:
		d.name = block.Labels[0]
	default:
		return nil, false
	}
	return d, true
}

// ReadConfiguration returns the operations of a configuration in the JSON syntax.
func ReadConfiguration(root *document.Node, file string, open func(string) ([]byte, error)) evaluator.Change {
	c := newConfiguration(file, open)
	for _, section := range []string{"resource", "data"} {
		for _, types := range objects(root.Get(section)) {
			for _, typ := range fields(types) {
				for _, names := range objects(typ.Value) {
					c.declare(section, typ.Name, names)
				}
			}
		}
	}
	for _, section := range []string{"provider", "module"} {
		for _, names := range objects(root.Get(section)) {
			c.declare(section, "", names)
		}
	}
	c.read()
	return c.change
}

// declare adds what an object declares by name.
func (c *configuration) declare(section, typ string, names *document.Node) {
	for _, f := range fields(names) {
		for _, body := range objects(f.Value) {
			d := &declared{section: section, typ: typ, name: f.Name, where: f.Position}
			if relevant(d) || body.Has(provisioner) {
				d.body = withTemplates(body)
				c.declared = append(c.declared, d)
			}
		}
	}
}

// objects lists the objects of a value that is one, or a list of them, as the
// JSON syntax allows everywhere.
func objects(n *document.Node) []*document.Node {
	if n != nil && n.Kind == document.Mapping {
		return []*document.Node{n}
	}
	return items(n)
}

// withTemplates returns a copy of a value of the JSON syntax in which texts with
// holes are what they are in the native language.
func withTemplates(n *document.Node) *document.Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == document.String && (strings.Contains(n.Text, "${") || strings.Contains(n.Text, "%{")):
		if parsed, err := parseTemplate(n.Text, "", n.Position); err == nil {
			return parsed
		}
		return &document.Node{Kind: document.String, Tag: expressionTag, Text: n.Text, Position: n.Position}
	}
	made := *n
	made.Items, made.Fields = nil, nil
	for _, item := range n.Items {
		made.Items = append(made.Items, withTemplates(item))
	}
	for _, f := range n.Fields {
		made.Fields = append(made.Fields, document.Field{Name: f.Name, Value: withTemplates(f.Value), Position: f.Position})
	}
	return &made
}

func newConfiguration(file string, open func(string) ([]byte, error)) *configuration {
	if open == nil {
		open = func(string) ([]byte, error) { return nil, errors.New("no other file can be read") }
	}
	return &configuration{file: file, open: open, said: map[string]bool{}}
}

func (c *configuration) failed(err error) {
	failure := evaluator.Failure{File: c.file, Message: err.Error()}
	var broken *document.Error
	if errors.As(err, &broken) {
		failure.Line, failure.Column, failure.Message = broken.Line, broken.Column, broken.Message
	}
	c.change.Failures = append(c.change.Failures, failure)
}
