package document_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// bomb is ten levels of ten aliases each: ten billion values in 400 bytes.
func bomb() string {
	var text strings.Builder
	text.WriteString("a0: &a0 [x]\n")
	for i := 1; i <= 10; i++ {
		fmt.Fprintf(&text, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	return text.String()
}

func TestReadYAMLRefuses(t *testing.T) {
	deep := strings.Repeat("[", 600)
	end := strings.Repeat("]", 600)
	for name, row := range map[string]struct{ text, want string }{
		"duplicate name":          {"a: 1\nb: 2\na: 3\n", `3:1: duplicate name "a"`},
		"duplicate in styles":     {"a: 1\n\"a\": 3\n", `2:1: duplicate name "a"`},
		"duplicate number":        {"{1: a, '1': b}", `1:8: duplicate name "1"`},
		"duplicate merge":         {"<<: {a: 1}\n<<: {b: 1}\n", `2:1: duplicate name "<<"`},
		"list as a name":          {"? [a]\n: b\n", "1:3: name is a list, not plain text"},
		"placeholder":             {"image: {{ image }}\n", "1:9: name is an object, not plain text"},
		"tagged name":             {"!Ref a: b\n", `1:1: name is tagged "!Ref", not plain text`},
		"merge of text":           {"<<: web\n", "1:5: merge key << takes an object or a list of objects"},
		"merge of a call":         {"<<: !Sub {a: b}\n", "1:5: merge key << takes an object or a list of objects"},
		"unknown alias":           {"a: *" + strings.Repeat("n", 50) + "\n", `YAML: alias "` + strings.Repeat("n", 40) + `"… has no anchor`},
		"alias of another doc":    {"a: &x 1\n---\nb: *x\n", `3:4: alias "x" has no anchor in this document`},
		"alias of itself":         {"a: &x\n  - *x\n", `2:5: alias "x" stands inside its own anchor`},
		"alias of itself, merged": {"a: &x\n  <<: *x\n", `2:7: alias "x" stands inside its own anchor`},
		"alias bomb":              {bomb(), "7:22: aliases repeat more than 1000000 values"},
		"deep through an alias":   {"a: &x " + deep + end + "\nb: " + deep + "*x" + end, "2:604: nested more than 1000 levels deep"},
		"deep list":               {strings.Repeat("[", 1001) + strings.Repeat("]", 1001), "1:1001: nested more than 1000 levels deep"},
		"deep block list":         {strings.Repeat("- ", 1001), "1:2001: nested more than 1000 levels deep"},
		"far too deep list":       {strings.Repeat("[", 100_000), "1:1: YAML: exceeded max depth of 10000"},
		"far too deep object":     {strings.Repeat("{a: ", 100_000), "1:1: YAML: exceeded max depth of 10000"},
		"tab":                     {"a:\n\tb: 1\n", "2:1: YAML: found character that cannot start any token"},
		"control character":       {"a: b\nc: d\x01\n", "2:5: YAML: control characters are not allowed"},
		"open bracket":            {"a: 1\nb: [1\nc: 2\n", "2:1: YAML: did not find expected ',' or ']'"},
		"two values":              {"a: b: c\n", "1:1: YAML: mapping values are not allowed in this context"},
		"bad second document":     {"a: 1\n---\nb: c: d\n", "3:1: YAML: mapping values are not allowed in this context"},
	} {
		_, err := document.ReadYAML([]byte(row.text))
		if _, ok := errors.AsType[*document.Error](err); !ok || err.Error() != row.want {
			t.Errorf("%s: got %v, want %s", name, err, row.want)
		}
	}
}
