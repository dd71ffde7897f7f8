package nearest_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/nearest"
)

func TestName(t *testing.T) {
	formats := []string{"text", "table", "json", "sarif", "junit", "gitlab"}
	tests := []struct {
		name  string
		known []string
		want  string
	}{
		{"jsno", formats, "json"},
		{"JSON", formats, "json"},
		{"gitlabs", formats, "gitlab"},
		{"xml", formats, ""},
		{"", formats, ""},
		{"j", formats, ""},
		{"tex", formats, "text"},
		{"tet", []string{"tex", "text"}, "tex"}, // of two that are as near the first
		{"ECS13", []string{"ECS101", "ECS103"}, "ECS103"},
		{"ESC103", []string{"ECS101", "ECS103"}, "ECS103"},
		{"ECS013", []string{"ECS301", "ECS103"}, "ECS301"},
		{"ECS999", []string{"ECS101", "ECS309"}, ""},
		{"region", nil, ""},
		{strings.Repeat("text", 100), formats, ""},
	}
	for _, test := range tests {
		if got := nearest.Name(test.name, test.known); got != test.want {
			t.Errorf("Name(%.20q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestHint(t *testing.T) {
	known := []string{"check", "audit"}
	if got, want := nearest.Hint("chekc", known, "there are two"), `did you mean "check"?`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := nearest.Hint("dance", known, "there are two"), "there are two"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
