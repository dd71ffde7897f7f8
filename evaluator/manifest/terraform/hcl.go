package terraform

import (
	"errors"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// Terraform's native language comes as the tree that its JSON syntax would have
// (https://developer.hashicorp.com/terraform/language/syntax/json): blocks are
// lists of objects, "dynamic" blocks stand below "dynamic". What is no literal
// has a tag, and the text of the expression as it is written.
const (
	// expressionTag marks an expression, templateTag a text with holes, whose parts
	// are its Items. A call of a function has its name as a tag ("!jsonencode") and
	// its arguments as Items.
	expressionTag = "!expression"
	templateTag   = "!template"
)

// hclReader turns one file into trees.
type hclReader struct {
	file string
	text []byte
	// at is where texts stand that are templates inside JSON; zero in native files.
	at document.Position
}

// parseHCL reads a file of the native language.
func parseHCL(data []byte, file string) (*hclsyntax.Body, *hclReader, error) {
	text, err := document.Decode(data)
	if err != nil {
		return nil, nil, err
	}
	if len(text) > maxHCL {
		return nil, nil, &document.Error{
			Position: document.Position{Line: 1, Column: 1},
			Message:  "too large for a Terraform configuration; " + adviseGive,
		}
	}
	if len(text) > smallHCL {
		// What can not be split into tokens the parser refuses, with a better message.
		tokens, _ := hclsyntax.LexConfig(text, file, hcl.InitialPos)
		if err := bounded(tokens); err != nil {
			return nil, nil, err
		}
	}
	parsed, diagnostics := hclsyntax.ParseConfig(text, file, hcl.InitialPos)
	if diagnostics.HasErrors() {
		return nil, nil, firstError(diagnostics)
	}
	body, ok := parsed.Body.(*hclsyntax.Body)
	if !ok {
		return nil, nil, errors.New("read HCL: no body")
	}
	return body, &hclReader{file: file, text: text}, nil
}

// firstError returns the first of what the parser has to say: the rest mostly
// follows from it.
func firstError(diagnostics hcl.Diagnostics) error {
	for _, d := range diagnostics {
		if d.Severity != hcl.DiagError {
			continue
		}
		broken := &document.Error{Message: "no valid HCL: " + strings.ToLower(d.Summary)}
		if d.Subject != nil {
			broken.Position = document.Position{Line: d.Subject.Start.Line, Column: d.Subject.Start.Column}
		}
		return broken
	}
	return errors.New("no valid HCL")
}

func (h *hclReader) position(r hcl.Range) document.Position {
	if h.at.Line != 0 {
		return h.at
	}
	return document.Position{Line: r.Start.Line, Column: r.Start.Column}
}

// source is a range as it is written.
func (h *hclReader) source(r hcl.Range) string {
	if r.Start.Byte < 0 || r.End.Byte > len(h.text) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return string(h.text[r.Start.Byte:r.End.Byte])
}

// body turns the body of a block into an object.
func (h *hclReader) body(b *hclsyntax.Body) *document.Node {
	object := &document.Node{Kind: document.Mapping, Position: h.position(b.SrcRange)}
	for _, name := range sortedAttributes(b.Attributes) {
		attribute := b.Attributes[name]
		object.Fields = append(object.Fields, document.Field{
			Name: name, Value: h.expression(attribute.Expr), Position: h.position(attribute.NameRange),
		})
	}
	for _, block := range b.Blocks {
		h.addBlock(object, block)
	}
	return object
}

// addBlock adds a nested block to those of its name; labels are levels of their
// own.
func (h *hclReader) addBlock(object *document.Node, block *hclsyntax.Block) {
	into := object
	names := append([]string{block.Type}, block.Labels...)
	at := h.position(block.TypeRange)
	for _, name := range names[:len(names)-1] {
		inner := into.Get(name)
		if inner == nil || inner.Kind != document.Mapping {
			inner = &document.Node{Kind: document.Mapping, Position: at}
			setField(into, document.Field{Name: name, Value: inner, Position: at})
		}
		into = inner
	}
	last := names[len(names)-1]
	list := into.Get(last)
	if list == nil || list.Kind != document.Sequence {
		list = &document.Node{Kind: document.Sequence, Position: at}
		setField(into, document.Field{Name: last, Value: list, Position: at})
	}
	list.Items = append(list.Items, h.body(block.Body))
}

// setField sets an entry of an object: of two of one name the last counts, as in
// HCL's own objects.
func setField(object *document.Node, f document.Field) {
	if known := object.Field(f.Name); known != nil {
		*known = f
		return
	}
	object.Fields = append(object.Fields, f)
}
