package cloudformation

import (
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// materialise returns a copy of an object in which every expression is
// replaced by what it comes to, and ${Name} in texts by its substitution. What
// is not known is a hole in a text.
func (r *reader) materialise(n *document.Node, substitutions map[string]string) *document.Node {
	defer r.leave()
	if !r.enter() {
		return textNode(r.text(n), n)
	}
	p := r.choose(place{node: n})
	if n = p.node; n == nil {
		return nil
	}
	if _, _, ok := intrinsic(n); ok {
		return r.nodeOf(r.eval(n), n, substitutions)
	}
	made := &document.Node{Kind: n.Kind, Text: n.Text, Position: n.Position}
	switch n.Kind {
	case document.Mapping:
		for _, f := range n.Fields {
			if v := r.materialise(f.Value, substitutions); v != nil {
				made.Fields = append(made.Fields, document.Field{Name: scrub(f.Name), Value: v, Position: f.Position})
			}
		}
	case document.Sequence:
		for _, item := range n.Items {
			if v := r.materialise(item, substitutions); v != nil {
				made.Items = append(made.Items, v)
			}
		}
	case document.String:
		return r.nodeOf(r.eval(n), n, substitutions)
	}
	return made
}

// nodeOf makes a node of a value, at the position of the expression.
func (r *reader) nodeOf(v value, at *document.Node, substitutions map[string]string) *document.Node {
	switch v.shape {
	case noValue:
		return nil
	case textValue:
		return textNode(r.substitute(v.text, substitutions), at)
	case objectValue:
		return textNode(r.dig(hole{written: written(at), why: "it is an object"}), at)
	}
	made := &document.Node{Kind: document.Sequence, Position: at.Where()}
	for _, item := range v.items {
		if n := r.nodeOf(item, at, substitutions); n != nil {
			made.Items = append(made.Items, n)
		}
	}
	return made
}

func textNode(text string, at *document.Node) *document.Node {
	return &document.Node{Kind: document.String, Text: text, Position: at.Where()}
}

// substitute replaces ${Name} by its substitution; other names stay as they are.
func (r *reader) substitute(text string, substitutions map[string]string) string {
	s, ok := replaceVariables(text, func(name string) (string, bool) {
		s, ok := substitutions[name]
		return s, ok
	})
	if !ok {
		return r.dig(hole{written: "…", why: "the text is too long"})
	}
	return s
}

// parse reads the JSON text of an object, which may have holes. All of it
// stands where the text does.
func (r *reader) parse(text string, at document.Position) (*document.Node, error) {
	return reference.ReadText(quoteHoles(text), at)
}
