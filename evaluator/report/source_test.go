package report

import (
	"strings"
	"testing"
)

func TestSourceFind(t *testing.T) {
	files := map[string]string{
		"a":     "one\r\nz\u00fcei 🚀x\n\nlast",
		"bom":   "\ufeffab\n",
		"utf16": "\xff\xfea\x00\n\x00",
		"empty": "",
	}
	s := source{read: func(name string) []byte { return []byte(files[name]) }}
	for _, test := range []struct {
		file         string
		line, column int
		want         string
	}{
		{"a", 1, 1, "one"},
		{"a", 1, 3, "e"},
		{"a", 2, 7, "x"},
		{"a", 2, 3, "ei 🚀x"},
		{"a", 2, 6, "🚀x"},
		{"a", 1, 4, "-"},
		{"a", 3, 1, "-"},
		{"a", 4, 4, "t"},
		{"a", 5, 1, "-"},
		{"a", 0, 0, "-"},
		{"bom", 1, 1, "ab"},
		{"bom", 2, 1, "-"},
		{"utf16", 1, 1, "-"},
		{"empty", 1, 1, "-"},
		{"missing", 1, 1, "-"},
		{"a", 2, 1, "züei 🚀x"},
	} {
		got := "-"
		if text, at, ok := s.find(test.file, test.line, test.column); ok {
			got = string(text[at:])
		}
		if got != test.want {
			t.Errorf("%s:%d:%d is %q, want %q", test.file, test.line, test.column, got, test.want)
		}
	}
}

// TestSourceWalksOnce: findings along one long line cost one walk, forwards or
// backwards; a walk from the line's start for each would not end here.
func TestSourceWalksOnce(t *testing.T) {
	line := strings.Repeat("ü", 1_000_000)
	s := source{read: func(string) []byte { return []byte(line) }}
	for column := 1; column <= 1_000_000; column++ {
		if _, at, ok := s.find("f", 1, column); !ok || at != 2*(column-1) {
			t.Fatalf("column %d is at %d", column, at)
		}
	}
}

func TestExpandTabs(t *testing.T) {
	for _, test := range []struct {
		text   string
		column int
		want   string
	}{
		{"\ta", 0, "    a"},
		{"a\tb", 0, "a   b"},
		{"a\tb", 3, "a    b"},
		{"報\t\tb", 0, "報      b"},
		{"ab", 2, "ab"},
	} {
		if got := expandTabs(test.text, test.column); got != test.want {
			t.Errorf("expandTabs(%q, %d) = %q, want %q", test.text, test.column, got, test.want)
		}
	}
}
