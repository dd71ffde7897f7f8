package manifest

import "github.com/ecsgate/ecsgate/evaluator/document"

// body is what might be the parameters of a request.
type body struct {
	// values are the parameters that carry a value, under the API's spelling
	// even where the file spells them otherwise: that is refused later, when it
	// is known what the file is.
	values map[string]*document.Node
	// strangers is how many names no request knows.
	strangers int
}

func bodyOf(root *document.Node) body {
	b := body{values: map[string]*document.Node{}}
	for _, field := range root.Fields {
		name, known := spelling(field.Name)
		switch {
		case !known && !described[field.Name]:
			b.strangers++
		case known && carries(field.Value) && (b.values[name] == nil || field.Name == name):
			b.values[name] = field.Value
		}
	}
	return b
}

// has reports whether any of the parameters carries a value.
func (b body) has(names ...string) bool {
	for _, name := range names {
		if b.values[name] != nil {
			return true
		}
	}
	return false
}

// carries reports whether a value says anything. What the AWS CLI's
// --generate-cli-skeleton leaves empty does not, at any depth; numbers and
// booleans always do: a desiredCount of 0 is a wish.
func carries(node *document.Node) bool {
	if !node.IsSet() {
		return false
	}
	if node.Tag != "" || node.Kind < document.Sequence {
		return true
	}
	for _, item := range node.Items {
		if carries(item) {
			return true
		}
	}
	for _, field := range node.Fields {
		if carries(field.Value) {
			return true
		}
	}
	return false
}
