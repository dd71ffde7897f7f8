package document_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

func TestReadJSONPositions(t *testing.T) {
	root, err := document.ReadJSON([]byte("{\n  \"é\": [1, {\"b\": \"x\\ny\"}],\r\n\t\"c\" :  null }"))
	if err != nil {
		t.Fatal(err)
	}
	inner := root.Get("é").Items[1]
	for name, row := range map[string]struct{ got, want document.Position }{
		"root":         {root.Position, document.Position{Line: 1, Column: 1}},
		"name":         {root.Field("é").Position, document.Position{Line: 2, Column: 3}},
		"list":         {root.Get("é").Position, document.Position{Line: 2, Column: 8}},
		"object":       {inner.Position, document.Position{Line: 2, Column: 12}},
		"string":       {inner.Get("b").Position, document.Position{Line: 2, Column: 18}},
		"after a tab":  {root.Field("c").Position, document.Position{Line: 3, Column: 2}},
		"after spaces": {root.Get("c").Position, document.Position{Line: 3, Column: 9}},
	} {
		if row.got != row.want {
			t.Errorf("%s: got %v, want %v", name, row.got, row.want)
		}
	}
}

func TestReadJSONKeepsScalarsAsWritten(t *testing.T) {
	root, err := document.ReadJSON([]byte(`["é\u00e9\/\ud83d\ude00", 12345678901234567890e1, true, null, -0]`))
	if err != nil {
		t.Fatal(err)
	}
	want := []document.Node{
		{Kind: document.String, Text: "éé/😀"},
		{Kind: document.Number, Text: "12345678901234567890e1"},
		{Kind: document.Bool, Text: "true"},
		{Kind: document.Null},
		{Kind: document.Number, Text: "-0"},
	}
	for i, item := range root.Items {
		if item.Kind != want[i].Kind || item.Text != want[i].Text {
			t.Errorf("item %d: got %s %q, want %s %q", i, item.Kind, item.Text, want[i].Kind, want[i].Text)
		}
	}
}

func TestReadJSONRefuses(t *testing.T) {
	long := strings.Repeat("n", 100)
	for name, row := range map[string]struct{ text, want string }{
		"nothing":             {"", "1:1: there is no JSON value"},
		"cut off":             {"{\"a\": [1,\n", "2:1: JSON ends in the middle of a value"},
		"cut off in a name":   {`{"taskDef`, "1:10: JSON ends in the middle of a value"},
		"duplicate name":      {"{\"a\": 1,\n \"a\": 2}", `2:2: duplicate name "a"`},
		"escaped duplicate":   {`{"a": 1, "\u0061": 2}`, `1:10: duplicate name "a"`},
		"long duplicate":      {`{"` + long + `":1,"` + long + `":2}`, `1:107: duplicate name "` + long[:40] + `"…`},
		"inner duplicate":     {`{"x": [{"a/~b": 1, "a/~b": 2}]}`, `1:20: duplicate name "a/~b"`},
		"second value":        {"{}\n{}", "2:1: a second JSON value: a file holds one"},
		"text after it":       {`{} web`, "1:4: JSON: invalid character 'w' at start of value"},
		"comma after it":      {`{},`, "1:3: JSON: invalid character ',' at start of value"},
		"trailing comma":      {`{"a": 1,}`, `1:8: JSON: invalid character ',' at start of value`},
		"leading zero":        {`{"a": 041}`, "1:8: JSON: invalid character '4' after object value (expecting ',' or '}')"},
		"comment":             {"{ // web\n}", `1:3: JSON: invalid character '/' at start of value`},
		"unquoted name":       {`{a: 1}`, `1:2: JSON: invalid character 'a' at start of value`},
		"half a surrogate":    {`["\ud800"]`, "1:3: JSON: invalid surrogate pair `\\ud800\"]` in string"},
		"line break in text":  {"[\"a\nb\"]", `1:4: JSON: invalid character '\n' in string (expecting non-control character)`},
		"wrong bracket":       {`[1}`, "1:3: JSON: invalid character '}' after array element (expecting ',' or ']')"},
		"misspelt literal":    {`[nul]`, "1:5: JSON: invalid character ']' in literal null (expecting 'l')"},
		"nested too deep":     {strings.Repeat("[", 1001) + strings.Repeat("]", 1001), "1:1001: nested more than 1000 levels deep"},
		"nested far too deep": {strings.Repeat(`{"a":`, 100_000), "1:5001: nested more than 1000 levels deep"},
	} {
		_, err := document.ReadJSON([]byte(row.text))
		if _, ok := errors.AsType[*document.Error](err); !ok || err.Error() != row.want {
			t.Errorf("%s: got %v, want %s", name, err, row.want)
		}
	}
}

func TestReadJSONAdmitsDepth(t *testing.T) {
	text := strings.Repeat("[", 1000) + strings.Repeat("]", 1000)
	if _, err := document.ReadJSON([]byte(text)); err != nil {
		t.Error(err)
	}
}
