package cloudformation

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// place is a part of the template together with where it stands. A nil node
// is absent.
type place struct {
	node *document.Node
	// path names the place, with the arms taken: "….TaskDefinition.Fn::If[1]".
	path string
	// field is the position of the name of the property; zero where there is none.
	field document.Position
	// hidden says why the part itself can not be seen: it is inside what an
	// expression makes, or computed later. Node is then that expression.
	hidden string
	// made: the node was made by this reader. Its texts are values that may have
	// holes, and there is nothing left in it to evaluate.
	made bool
}

const insideExpression = "what it holds is not in the template"

// choose takes the arms of Fn::If, and AWS::NoValue for absent. What is left is
// a value, or an expression that no condition decides.
func (r *reader) choose(p place) place {
	for range maxDepth {
		name, argument, ok := intrinsic(p.node)
		switch {
		case ok && name == "Ref" && argument.Str() == "AWS::NoValue":
			p.node = nil
			return p
		case !ok || name != "Fn::If" || argument.Kind != document.Sequence || len(argument.Items) != 3:
			return p
		}
		arm := 1
		switch r.condition(argument.Items[0]) {
		case no:
			arm = 2
		case unsure:
			return p
		}
		p.node = argument.Items[arm]
		p.path += fmt.Sprintf(".Fn::If[%d]", arm)
	}
	return p
}

// withoutArms takes the arms out of a path.
func withoutArms(path string) string {
	for _, arm := range []string{".Fn::If[1]", ".Fn::If[2]"} {
		path = strings.ReplaceAll(path, arm, "")
	}
	return path
}

// child descends to a property. Inside what an expression makes, or beside a
// macro that may add properties, the place is hidden.
func (r *reader) child(p place, name string) place {
	if p.hidden != "" || p.node == nil || p.node.Kind == document.Null && p.node.Tag == "" {
		return p
	}
	if _, _, ok := intrinsic(p.node); ok || p.node.Kind != document.Mapping {
		p.hidden = insideExpression
		return p
	}
	f := p.node.Field(name)
	if f == nil {
		for _, other := range p.node.Fields {
			if other.Name == "Fn::Transform" || isLoop(other.Name) {
				return place{node: fieldNode(other), path: p.path, field: other.Position, hidden: insideExpression}
			}
		}
		return place{path: p.path}
	}
	return r.choose(place{node: f.Value, path: p.path + "." + name, field: f.Position})
}

// at descends by names.
func (r *reader) at(p place, names ...string) place {
	for _, name := range names {
		p = r.child(p, name)
	}
	return p
}

// items returns the elements of a list. What is no list is one hidden element:
// nobody can tell how many there are.
func (r *reader) items(p place) []place {
	switch {
	case p.node == nil || p.node.Kind == document.Null && p.node.Tag == "":
		return nil
	case p.hidden != "" || p.node.Tag != "" || p.node.Kind != document.Sequence:
		p.hidden = insideExpression
		return []place{p}
	}
	var places []place
	for i, item := range p.node.Items {
		element := place{node: item, path: fmt.Sprintf("%s[%d]", p.path, i), field: item.Where(), made: p.made}
		if !p.made {
			element = r.choose(element)
		}
		if element.node != nil {
			places = append(places, element)
		}
	}
	return places
}

// value evaluates what stands at a place.
func (r *reader) value(p place) value {
	switch {
	case p.hidden != "":
		return known(r.dig(hole{written: r.raw(p), why: p.hidden}))
	case !p.made:
		return r.eval(p.node)
	case p.node == nil || p.node.Kind == document.Null:
		return value{}
	}
	if t, ok := p.node.Scalar(); ok {
		return known(t)
	}
	return value{shape: objectValue}
}

// raw writes what stands at a place, on one line: an expression as the template
// has it, a text as it is.
func (r *reader) raw(p place) string {
	shown, ok := p.node.Scalar()
	if !ok {
		shown = written(p.node)
	}
	if p.made {
		return oneLine(r.spell(shown))
	}
	return oneLine(scrub(shown))
}

// fieldPosition returns the position of the name of a mapping's entry.
func fieldPosition(n *document.Node, name string) document.Position {
	if f := n.Field(name); f != nil {
		return f.Position
	}
	return document.Position{}
}
