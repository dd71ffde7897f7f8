package document_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{
		manifestJSON, `{"a": 1, "a": 2}`, `["é\u00e9\ud83d\ude00\/", -0, 1e9, 1.50]`, `{"a": {"b": []}} x`, "[[[", `{"\u0061":"\\"}`, "\t", `"\ud800"`, "1 2", "[1,]",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := strings.Split(string(data), "\n")
		root, err := document.ReadJSON(data)
		if err != nil {
			checkError(t, err, lines)
			return
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber()
		var want any
		if err := decoder.Decode(&want); err != nil {
			t.Fatalf("encoding/json refuses it: %v", err)
		}
		if _, err := decoder.Token(); err != io.EOF {
			t.Fatalf("encoding/json sees more than one value: %v", err)
		}
		if got := root.Value(); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %#v, encoding/json %#v", got, want)
		}
		visit(root, map[*document.Node]int{}, func(n *document.Node) {
			if got := at(lines, n.Position); !strings.ContainsRune(begins[n.Kind], got) {
				t.Fatalf("%v: a %s begins with %q", n.Position, n.Kind, got)
			}
			for _, field := range n.Fields {
				if got := at(lines, field.Position); got != '"' {
					t.Fatalf("%v: a name begins with %q", field.Position, got)
				}
			}
		})
	})
}

// begins holds what values of each kind begin with in JSON.
var begins = map[document.Kind]string{
	document.Null: "n", document.Bool: "tf", document.Number: "-0123456789",
	document.String: `"`, document.Sequence: "[", document.Mapping: "{",
}

func FuzzReadYAML(f *testing.F) {
	for _, seed := range []string{
		manifestYAML, manifestJSON, bomb(), "a: &x {<<: *x}\n", "a: &x [1]\n? *x\n: b\n", "%TAG ! tag:x,2:\n---\n!Ref T\n", "- !!int 0x1F\n- !!binary aGk=\n- ! 5\n",
		"--- |\n  text\n...\n--- >-\n  text\n", "a: \"\\x41\\u263A\"\r\nb: 'it''s'\n", "# c\n---\n# d\n", "<<: [{a: 1}, {b: 2}]\n", "a:\u2028 b: c", "[a: b, {c}]", "a: 1\n\ta: 2\n", "? a\n? b\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := yamlLines(data)
		documents, err := document.ReadYAML(data)
		if err != nil {
			checkError(t, err, lines)
			return
		}
		if len(documents) == 0 {
			t.Fatal("no document and no error")
		}
		for _, d := range documents {
			size := visit(d.Root, map[*document.Node]int{}, func(n *document.Node) {
				checkPosition(t, lines, n.Position)
				names := map[string]bool{}
				for _, field := range n.Fields {
					checkPosition(t, lines, field.Position)
					if names[field.Name] {
						t.Fatalf("duplicate name %q", field.Name)
					}
					names[field.Name] = true
				}
			})
			if size > 2*len(data)+1_000_000 {
				t.Fatalf("%d bytes became %d nodes", len(data), size)
			}
		}
		// Where both languages have a meaning it is the same. YAML folds the
		// lines that other characters than \n end.
		root, err := document.ReadJSON(data)
		if err == nil && len(documents) == 1 && isASCII(data) {
			if got, want := documents[0].Root.Value(), root.Value(); !reflect.DeepEqual(got, want) {
				t.Fatalf("as YAML %#v, as JSON %#v", got, want)
			}
		}
	})
}

func isASCII(data []byte) bool {
	return bytes.IndexFunc(data, func(char rune) bool { return char >= utf8.RuneSelf }) < 0
}

// visit shows every node once, and returns how many there are where each alias
// counts for all that it repeats.
func visit(n *document.Node, sizes map[*document.Node]int, see func(*document.Node)) int {
	if size, ok := sizes[n]; ok {
		return size
	}
	see(n)
	size := 1
	for _, item := range n.Items {
		size += visit(item, sizes, see)
	}
	for _, field := range n.Fields {
		size += visit(field.Value, sizes, see)
	}
	sizes[n] = size
	return size
}

func checkError(t *testing.T, err error, lines []string) {
	t.Helper()
	own, ok := errors.AsType[*document.Error](err)
	if !ok || strings.ContainsAny(err.Error(), "\r\n") || len(err.Error()) > 400 {
		t.Fatalf("no *Error of one short line: %q", err)
	}
	if own.Line < 0 || own.Line > len(lines) || (own.Column < 1) != (own.Line == 0) {
		t.Fatalf("%q is outside a file of %d lines", err, len(lines))
	}
}

// yamlLines splits as YAML does, in which more than \n ends a line.
func yamlLines(data []byte) []string {
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(string(data))
	return strings.Split(text, "\n")
}

func checkPosition(t *testing.T, lines []string, where document.Position) {
	t.Helper()
	if where.Line < 1 || where.Line > len(lines) {
		t.Fatalf("%v is outside a file of %d lines", where, len(lines))
	}
	if where.Column < 1 || where.Column > utf8.RuneCountInString(lines[where.Line-1])+1 {
		t.Fatalf("%v is outside its line", where)
	}
}

// at returns the character at a position.
func at(lines []string, where document.Position) rune {
	line := []rune(lines[where.Line-1])
	return line[where.Column-1]
}
