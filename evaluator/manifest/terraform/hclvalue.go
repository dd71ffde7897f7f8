package terraform

import (
	"errors"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

func sortedAttributes(attributes hclsyntax.Attributes) []string {
	names := make([]string, 0, len(attributes))
	for name := range attributes {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return attributes[a].SrcRange.Start.Byte - attributes[b].SrcRange.Start.Byte
	})
	return names
}

// expression turns an expression into a node: a literal into its value, lists
// and objects into theirs, anything else into its text, tagged.
func (h *hclReader) expression(e hclsyntax.Expression) *document.Node {
	at := h.position(e.Range())
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return h.expression(e.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return h.expression(e.Wrapped)
	case *hclsyntax.TupleConsExpr:
		list := &document.Node{Kind: document.Sequence, Position: at}
		for _, item := range e.Exprs {
			list.Items = append(list.Items, h.expression(item))
		}
		return list
	case *hclsyntax.ObjectConsExpr:
		return h.object(e, at)
	case *hclsyntax.FunctionCallExpr:
		call := h.tagged("!"+e.Name, e, at)
		for _, arg := range e.Args {
			call.Items = append(call.Items, h.expression(arg))
		}
		return call
	case *hclsyntax.TemplateExpr:
		if !e.IsStringLiteral() && !onlyLiterals(e) {
			return h.template(e, at)
		}
	case *hclsyntax.LiteralValueExpr, *hclsyntax.UnaryOpExpr:
	default:
		return h.tagged(expressionTag, e, at)
	}
	return h.literal(e, at)
}

func onlyLiterals(t *hclsyntax.TemplateExpr) bool {
	return !slices.ContainsFunc(t.Parts, func(part hclsyntax.Expression) bool {
		_, literal := part.(*hclsyntax.LiteralValueExpr)
		return !literal
	})
}

func (h *hclReader) tagged(tag string, e hclsyntax.Expression, at document.Position) *document.Node {
	return &document.Node{Kind: document.String, Tag: tag, Text: h.source(e.Range()), Position: at}
}

// object turns an object into one. An entry whose name is computed keeps its
// text as a name.
func (h *hclReader) object(e *hclsyntax.ObjectConsExpr, at document.Position) *document.Node {
	object := &document.Node{Kind: document.Mapping, Position: at}
	for _, item := range e.Items {
		name := strings.Trim(h.source(item.KeyExpr.Range()), `"`)
		if key := h.literal(item.KeyExpr, at); key.Tag == "" && key.Kind == document.String {
			name = key.Text
		}
		setField(object, document.Field{Name: name, Value: h.expression(item.ValueExpr), Position: h.position(item.KeyExpr.Range())})
	}
	return object
}

// maxExponent bounds how many digits a number is written with.
const maxExponent = 256

// literal turns what needs no variable into its value.
func (h *hclReader) literal(e hclsyntax.Expression, at document.Position) *document.Node {
	v, diagnostics := e.Value(nil)
	if diagnostics.HasErrors() || !v.IsKnown() {
		return h.tagged(expressionTag, e, at)
	}
	node := &document.Node{Position: at}
	if v.IsNull() {
		return node
	}
	switch v.Type().FriendlyName() {
	case "string":
		node.Kind, node.Text = document.String, v.AsString()
	case "number":
		number := v.AsBigFloat()
		if exponent := number.MantExp(nil); exponent > maxExponent || exponent < -maxExponent {
			return h.tagged(expressionTag, e, at)
		}
		node.Kind, node.Text = document.Number, number.Text('f', -1)
	case "bool":
		node.Kind, node.Text = document.Bool, "false"
		if v.True() {
			node.Text = "true"
		}
	default:
		return h.tagged(expressionTag, e, at)
	}
	return node
}

// template turns a text with holes into one whose parts are its Items. Its Text
// has the holes as they are written.
func (h *hclReader) template(e *hclsyntax.TemplateExpr, at document.Position) *document.Node {
	node := &document.Node{Kind: document.String, Tag: templateTag, Position: at}
	var text strings.Builder
	for _, part := range e.Parts {
		item := h.expression(part)
		node.Items = append(node.Items, item)
		text.WriteString(holeText(item))
	}
	node.Text = text.String()
	return node
}

func holeText(part *document.Node) string {
	if part.Tag == "" {
		return part.Text
	}
	return "${" + oneLine(part.Text) + "}"
}

// parseTemplate reads a text that is a template: a string of the JSON syntax, or
// a file for templatefile.
func parseTemplate(text, file string, at document.Position) (*document.Node, error) {
	if len(text) > maxHCL {
		return nil, errors.New("read template: too large")
	}
	if len(text) > smallHCL {
		tokens, _ := hclsyntax.LexTemplate([]byte(text), file, hcl.InitialPos)
		if err := bounded(tokens); err != nil {
			return nil, err
		}
	}
	e, diagnostics := hclsyntax.ParseTemplate([]byte(text), file, hcl.InitialPos)
	if diagnostics.HasErrors() {
		return nil, firstError(diagnostics)
	}
	h := &hclReader{file: file, text: []byte(text), at: at}
	return h.expression(e), nil
}
