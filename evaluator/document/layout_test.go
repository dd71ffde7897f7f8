package document_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// TestLayout asks where the word "HERE" of a scalar's text stands in its file.
func TestLayout(t *testing.T) {
	for _, tt := range []struct{ name, data string }{
		{"plain", "run: aws HERE\n"},
		{"plain in a list", "- - aws HERE\n"},
		{"quoted", `run: "aws HERE"` + "\n"},
		{"single quotes", "run: 'aws HERE'\n"},
		{"behind wide characters", "run: ä€ HERE\n"},
		{"JSON", `{"a": 1, "run": "aws HERE"}`},
		{"literal", "a:\n  run: |\n    set -e\n    aws HERE\n"},
		{"literal, first line", "run: |\n  HERE aws\n"},
		{"literal, more indented", "run: |\n  set -e\n    aws HERE\n"},
		{"literal, stripped", "run: |-\n\n\n  aws HERE"},
		{"literal with a comment", "run: |  # why\n  aws HERE\n"},
		{"literal that states its indentation", "run: |2\n    aws HERE\n"},
		{"literal with an anchor", "run: &deploy |\n  aws\n  HERE\n"},
		{"literal with a tag", "run: !!str |\n  aws\n  HERE\n"},
		{"literal with line ends of Windows", "run: |\r\n  aws\r\n  HERE\r\n"},
		{"folded", "run: >\n  aws ecs\n  update-service HERE\n  --cluster prod\n"},
		{"folded, first line", "run: >-\n  aws HERE\n  update-service\n"},
		{"folded, more indented", "run: >\n  aws ecs\n    update-service\n    HERE\n  --cluster prod\n"},
		{"folded, in paragraphs", "run: >\n  aws\n\n  ecs\n  HERE\n"},
		{"plain of several lines", "run: aws ecs\n  update-service\n  HERE\nname: a\n"},
		{"quoted of several lines", "run: \"aws ecs\n  update-service\n  HERE\"\nname: a\n"},
		{"quoted of several lines with a blank one", "run: \"aws ecs\n\n  HERE\"\nname: a\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			documents, err := document.Read([]byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			node := holder(documents[0].Root)
			got := document.SplitLines([]byte(tt.data)).Layout(node).Place(place(node.Text))
			if want := place(strings.ReplaceAll(tt.data, "\r\n", "\n")); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// TestLayoutOfEscapes: what an escape stands for has the place of what is before.
func TestLayoutOfEscapes(t *testing.T) {
	const data = "run: \"aws\\n\\\"a\\\" HERE\"\n"
	documents, _ := document.Read([]byte(data))
	node := documents[0].Root.Get("run")
	got := document.SplitLines([]byte(data)).Layout(node).Place(place(node.Text))
	if got.Line != 1 || got.Column < 6 || got.Column > len(data) {
		t.Errorf("got %v, want a place inside the line", got)
	}
}

// place finds the word in a text.
func place(text string) document.Position {
	before, _, _ := strings.Cut(text, "HERE")
	last := before[strings.LastIndex(before, "\n")+1:]
	return document.Position{Line: 1 + strings.Count(before, "\n"), Column: 1 + len([]rune(last))}
}

// holder finds the scalar that holds the word.
func holder(node *document.Node) *document.Node {
	if strings.Contains(node.Text, "HERE") {
		return node
	}
	for _, item := range node.Items {
		if found := holder(item); found != nil {
			return found
		}
	}
	for _, field := range node.Fields {
		if found := holder(field.Value); found != nil {
			return found
		}
	}
	return nil
}
