package document

import (
	"encoding/json"
	"strings"
)

// Value returns the node as plain values: map[string]any, []any, string,
// json.Number, bool, or nil. A node tagged as a CloudFormation intrinsic comes
// in its long form ({"Ref": …}, {"Fn::Sub": …}; "!GetAtt A.B" as a list, see
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-getatt.html),
// one with another tag under the tag as written.
func (n *Node) Value() any {
	if n == nil {
		return nil
	}
	value := n.untagged()
	if n.Tag == "" {
		return value
	}
	name := longForm(n.Tag)
	if name == "Fn::GetAtt" && n.Kind == String {
		if resource, attribute, ok := strings.Cut(n.Text, "."); ok {
			value = []any{resource, attribute}
		}
	}
	return map[string]any{name: value}
}

func (n *Node) untagged() any {
	switch n.Kind {
	case Bool:
		return n.Text == "true"
	case Number:
		return json.Number(n.Text)
	case String:
		return n.Text
	case Sequence:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			items[i] = item.Value()
		}
		return items
	case Mapping:
		fields := make(map[string]any, len(n.Fields))
		for _, field := range n.Fields {
			fields[field.Name] = field.Value.Value()
		}
		return fields
	default:
		return nil
	}
}

// longForm returns the name of the intrinsic that a tag stands for, or the tag.
func longForm(tag string) string {
	name := strings.TrimPrefix(tag, "!")
	switch {
	case name == "Ref" || name == "Condition":
		return name
	case name != "" && name[0] >= 'A' && name[0] <= 'Z' && !strings.ContainsAny(name, "!:"):
		return "Fn::" + name
	default:
		return tag
	}
}
