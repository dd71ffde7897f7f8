package document

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"gopkg.in/yaml.v3"
)

const quotedStyle = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// readScalar fills in what a scalar is. The meaning that yaml.v3 found is not
// used: it reads YAML 1.1's octal numbers and dates, in which other readers of
// the same file see text.
func readScalar(node *Node, parsed *yaml.Node) {
	node.Kind, node.Text = String, parsed.Value
	switch {
	case parsed.Style&yaml.TaggedStyle != 0:
		readTagged(node, parsed.Tag)
	case parsed.Style&quotedStyle == 0:
		node.Kind, node.Text = plain(parsed.Value)
	}
}

// readTagged obeys a tag. What asks for a kind of value that the text does not
// give, or that JSON does not have, keeps its tag and so is known as unknown.
func readTagged(node *Node, tag string) {
	kind, text := plain(node.Text)
	switch {
	case tag == "!!str":
	case tag == "!!bool" && kind == Bool,
		tag == "!!null" && kind == Null,
		(tag == "!!int" || tag == "!!float") && kind == Number:
		node.Kind, node.Text = kind, text
	default:
		node.Tag = tag
	}
}

// customTag returns the tag of a mapping or sequence, or "" for its own.
func customTag(parsed *yaml.Node, own string) string {
	if parsed.Style&yaml.TaggedStyle == 0 || parsed.Tag == own {
		return ""
	}
	return parsed.Tag
}

// plain returns what an unquoted scalar is. True and NULL in capitals mean the
// same in every version of YAML.
func plain(text string) (Kind, string) {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return Null, ""
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool, strings.ToLower(text)
	}
	if (text[0] == '-' || text[0] >= '0' && text[0] <= '9') && jsontext.Value(text).IsValid() {
		return Number, text
	}
	return String, text
}
