package reference

import (
	"errors"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// ReadText reads the JSON text of an object that is a string of another
// document. All of it stands where that string does.
func ReadText(text string, at document.Position) (*document.Node, error) {
	tree, err := document.ReadJSON([]byte(text))
	if err != nil {
		return nil, err
	}
	if tree.Kind != document.Mapping {
		return nil, errors.New("it is no JSON object")
	}
	StandAt(tree, at)
	return tree, nil
}

// StandAt puts a whole tree at one position.
func StandAt(n *document.Node, at document.Position) {
	if n == nil {
		return
	}
	n.Position = at
	for i := range n.Fields {
		n.Fields[i].Position = at
		StandAt(n.Fields[i].Value, at)
	}
	for _, item := range n.Items {
		StandAt(item, at)
	}
}
