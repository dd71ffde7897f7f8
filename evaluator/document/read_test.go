package document_test

import (
	"encoding/json"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

func TestReadChoosesTheLanguage(t *testing.T) {
	for name, row := range map[string]struct {
		text, want string
		syntax     document.Syntax
	}{
		"JSON":                {" \r\n{\"a\": \"\\/\"}", `{"a":"/"}`, document.JSON},
		"JSON list":           {`["web:41"]`, `["web:41"]`, document.JSON},
		"block YAML":          {"a: 1\n", `{"a":1}`, document.YAML},
		"flow YAML":           {"{a: !Ref T, b: [web:41,]}\n", `{"a":{"Ref":"T"},"b":["web:41"]}`, document.YAML},
		"JSON, then document": {"{\"a\": 1}\n---\n", `{"a":1}`, document.YAML},
		"plain text":          {"web:41\n", `"web:41"`, document.YAML},
		"nothing":             {" \n", `null`, document.YAML},
		"byte order mark":     {"\uFEFF{\"a\": 1}", `{"a":1}`, document.JSON},
	} {
		documents, err := document.Read([]byte(row.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := json.Marshal(documents[0].Root.Value())
		if err != nil || string(got) != row.want || documents[0].Syntax != row.syntax {
			t.Errorf("%s: got %s %s (%v), want %s %s", name, documents[0].Syntax, got, err, row.syntax, row.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for name, row := range map[string]struct{ text, want string }{
		"neither language":  {"{a: 1", `1:2: JSON: invalid character 'a' at start of value`},
		"template":          {`{"cluster": {{ must_env "CLUSTER" }}}`, `1:14: JSON: object member name must be a string`},
		"cut-off plan":      {`{"resource_changes": [`, "1:23: JSON ends in the middle of a value"},
		"duplicate name":    {`{"a": 1, "a": 2}`, `1:10: duplicate name "a"`},
		"JSON lines":        {"{\"a\": 1}\n{\"b\": 2}\n", "2:1: a second JSON value: a file holds one"},
		"binary":            {"PK\x03\x04\x00", "1:5: file holds a NUL byte: it is binary, or UTF-16 without a byte order mark"},
		"latin-1":           {"a: 1\nb: caf\xe9\n", "2:7: file is not valid UTF-8"},
		"YAML in its own":   {"a: [1\n", "2:1: YAML: did not find expected ',' or ']'"},
		"depth in a flow":   {"[a: [", "1:2: JSON: invalid character 'a' at start of value"},
		"file of one brace": {"{", "1:2: JSON ends in the middle of a value"},
	} {
		_, err := document.Read([]byte(row.text))
		if err == nil || err.Error() != row.want {
			t.Errorf("%s: got %v, want %s", name, err, row.want)
		}
	}
}
