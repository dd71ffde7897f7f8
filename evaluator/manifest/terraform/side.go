package terraform

import (
	"slices"
	"strconv"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// side is one side of a change: the object before it, or after it.
type side struct {
	values, sensitive, unknown *document.Node
	// planned is the same object in planned_values: plans that were cut by hand
	// may have left something there.
	planned *document.Node
	where   document.Position
}

// Why an attribute of a side is not known.
const (
	afterApply  = "known only after apply"
	isSensitive = "the plan marks it as sensitive"
	isMissing   = "the plan does not say"
)

// value is an attribute of a side. Without a node and a reason it is null.
type value struct {
	node *document.Node
	// why says why it is not known.
	why string
	// path leads to it within the resource: "ecs_target[0].task_definition_arn".
	path string
	at   document.Position
}

// exists reports whether there is an object on this side.
func (s side) exists() bool { return s.values != nil && s.values.Kind == document.Mapping }

// get returns an attribute. Names lead to it; every name but the last is that of
// a block, of which the first is taken.
func (s side) get(names ...string) value {
	v := value{at: s.where}
	values, sensitive, unknown := s.values, s.sensitive, s.unknown
	planned := s.planned.Get("values")
	hidden := s.planned.Get("sensitive_values")
	for i, name := range names {
		if i > 0 {
			v.path += "[0]."
			values, sensitive, unknown = first(values), first(sensitive), first(unknown)
			planned, hidden = first(planned), first(hidden)
		}
		v.path += name
		missing := values != nil && values.Kind == document.Mapping && !values.Has(name)
		values, sensitive, unknown = inside(values, name), inside(sensitive, name), inside(unknown, name)
		planned, hidden = inside(planned, name), inside(hidden, name)
		switch {
		case isTrue(sensitive) || isTrue(hidden):
			v.why = isSensitive
			return v
		case isTrue(unknown):
			v.why = afterApply
			v.at = unknown.Position
			return v
		case (missing || values == nil && i == 0) && planned != nil:
			values = planned
		case values == nil && (missing || i == 0):
			v.why = isMissing
			return v
		}
	}
	if values != nil && values.Kind != document.Null {
		v.node, v.at = values, values.Position
	}
	return v
}

// isTrue reports whether a mask covers all that is below it.
func isTrue(mask *document.Node) bool {
	return mask != nil && mask.Kind == document.Bool && mask.True()
}

// anyTrue reports whether a mask covers anything at all.
func anyTrue(mask *document.Node) bool {
	if mask == nil {
		return false
	}
	return isTrue(mask) || slices.ContainsFunc(mask.Items, anyTrue) ||
		slices.ContainsFunc(mask.Fields, func(f document.Field) bool { return anyTrue(f.Value) })
}

// inside descends into an object. What a mask says of the whole it says of the
// part.
func inside(n *document.Node, name string) *document.Node {
	if isTrue(n) {
		return n
	}
	return n.Get(name)
}

// first returns the first block of a list; an object stands for itself.
func first(n *document.Node) *document.Node {
	if n == nil || n.Kind != document.Sequence {
		return n
	}
	if len(n.Items) == 0 {
		return nil
	}
	return n.Items[0]
}

// has reports whether a block or attribute is there with a value, or may be.
func (s side) has(names ...string) bool {
	switch v := s.get(names...); v.why {
	case afterApply:
		return true
	case isSensitive:
		at := s.values
		for i, name := range names {
			if i > 0 {
				at = first(at)
			}
			at = at.Get(name)
		}
		return carries(at)
	default:
		return carries(v.node)
	}
}

// text returns an attribute as text, empty where it is null or not known.
func (s side) text(names ...string) string {
	text, _ := s.get(names...).node.Scalar()
	return text
}

// isTrue reports whether an attribute is known to be true.
func (s side) isTrue(names ...string) bool { return s.text(names...) == "true" }

// carries reports whether a value says anything: the provider fills blocks and
// strings that nobody set with empty ones.
func carries(n *document.Node) bool {
	switch {
	case !n.IsSet():
		return false
	case n.Kind == document.Sequence:
		return len(n.Items) > 0
	case n.Kind == document.Mapping:
		return len(n.Fields) > 0
	}
	return true
}

// same reports whether two values are equal.
func same(a, b *document.Node) bool {
	if a == nil || b == nil {
		return !carries(a) && !carries(b)
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return !carries(a) && !carries(b)
	}
	for i := range a.Items {
		if !same(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i := range a.Fields {
		if !same(a.Fields[i].Value, b.Get(a.Fields[i].Name)) {
			return false
		}
	}
	return true
}

func quote(s string) string { return strconv.Quote(shorten(s, 80)) }
