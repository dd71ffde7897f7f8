package cloudformation

import (
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// shape says what an expression comes to.
type shape uint8

const (
	// noValue: null, or AWS::NoValue, which takes its property away.
	noValue shape = iota
	textValue
	listValue
	// objectValue is something with fields; readers look into it themselves.
	objectValue
)

// value is what an expression comes to. A text may have holes.
type value struct {
	shape shape
	text  string
	items []value
}

func known(s string) value { return value{shape: textValue, text: s} }

// unknown returns the value of an expression that can not be known.
func (r *reader) unknown(n *document.Node, why string) value {
	return known(r.dig(hole{written: written(n), why: why}))
}

// eval returns what an expression comes to in the world under way.
func (r *reader) eval(n *document.Node) value {
	defer r.leave()
	if !r.enter() {
		return r.unknown(n, "the template is too large or too deep to evaluate")
	}
	if n == nil {
		return value{}
	}
	if name, argument, ok := intrinsic(n); ok {
		return r.call(n, name, argument)
	}
	switch n.Kind {
	case document.Null:
		return value{}
	case document.Sequence:
		return value{shape: listValue, items: r.evalItems(n)}
	case document.Mapping:
		return value{shape: objectValue}
	default:
		r.charge(n.Text)
		return known(r.unroll(scrub(n.Text)))
	}
}

// evalItems evaluates the elements of a list; those without a value drop out.
func (r *reader) evalItems(n *document.Node) []value {
	items := make([]value, 0, len(n.Items))
	for _, item := range n.Items {
		if r.steps > maxSteps {
			return append(items, r.unknown(item, "the template is too large to evaluate"))
		}
		if v := r.eval(item); v.shape != noValue {
			items = append(items, v)
		}
	}
	return items
}

// text evaluates an expression where a text is expected, as an argument of
// another expression. What is no text becomes a hole.
func (r *reader) text(n *document.Node) string {
	v := r.eval(n)
	if v.shape == textValue {
		return v.text
	}
	return r.dig(hole{written: written(n), why: "it is not a text"})
}

// whole evaluates an expression where a text without holes is expected.
func (r *reader) whole(n *document.Node) (string, bool) {
	t := r.text(n)
	return t, r.firstHole(t) == nil
}
