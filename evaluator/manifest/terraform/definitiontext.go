package terraform

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// parseDefinition reads the JSON text of a definition, which may have holes. All
// of it stands where the text does; texts with a hole are tagged.
func parseDefinition(n, variables *document.Node) (*document.Node, string) {
	text := definitionText(n, variables)
	root, err := reference.ReadText(text, n.Position)
	if err != nil {
		return nil, "it is no JSON object that can be read before it is rendered"
	}
	tagHoles(root)
	return root, ""
}

// definitionText writes a text with its holes as they are written. One that
// stands outside a JSON string is made one.
func definitionText(n, variables *document.Node) string {
	if n.Tag != templateTag {
		return n.Text
	}
	var b strings.Builder
	inString := false
	for _, part := range n.Items {
		if part.Tag == "" {
			inString = endsInString(part.Text, inString)
			b.WriteString(part.Text)
			continue
		}
		hole := jsonEscape.Replace(substitute(part, variables))
		if !inString {
			hole = `"` + hole + `"`
		}
		b.WriteString(hole)
	}
	return b.String()
}

var jsonEscape = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// substitute returns what a hole comes to: the literal that the template's
// variable stands for, or else the expression.
func substitute(part, variables *document.Node) string {
	if value := variables.Get(part.Text); value != nil {
		part = value
	}
	if text, literal := part.Scalar(); literal {
		return text
	}
	return "${" + oneLine(part.Text) + "}"
}

// endsInString reports whether a piece of JSON ends inside a string.
func endsInString(text string, inString bool) bool {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			inString = !inString
		case text[i] == '\\' && inString:
			i++
		}
	}
	return inString
}

// tagHoles marks the texts that have a hole.
func tagHoles(n *document.Node) {
	if n == nil {
		return
	}
	if n.Kind == document.String && strings.Contains(n.Text, "${") {
		n.Tag = templateTag
	}
	for i := range n.Fields {
		tagHoles(n.Fields[i].Value)
	}
	for _, item := range n.Items {
		tagHoles(item)
	}
}
