package evaluator_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
)

func TestParameterTypes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		of    evaluator.ParameterType
		value any
		want  string
	}{
		{"", map[string]any{}, ""},
		{"string", "web", ""},
		{"string", json.Number("1"), "must be a text, not a number"},
		{"number", json.Number("2.5"), ""},
		{"number", 3, ""},
		{"number", "2d", "must be a number, not a text"},
		{"integer", json.Number("20"), ""},
		{"integer", json.Number("2e1"), ""},
		{"integer", float64(20), ""},
		{"integer", json.Number("2.5"), "must be a whole number, not a fraction"},
		{"integer", "20", "must be a whole number, not a text"},
		{"integer", nil, "must be a whole number, not null"},
		{"boolean", false, ""},
		{"boolean", "true", "must be true or false, not a text"},
		{"object", map[string]any{}, ""},
		{"object", []any{}, "must be an object, not a list"},
		{"list", []any{"a", nil}, ""},
		{"list", "a", "must be a list, not a text"},
		{"list of strings", []any{}, ""},
		{"list of strings", []any{"a", true}, "must be a list of texts, and holds true or false"},
		{"list of objects", []any{map[string]any{}}, ""},
		{"list of objects", map[string]any{}, "must be a list of objects, not an object"},
	} {
		if got := test.of.Refuse(test.value); got != test.want {
			t.Errorf("%v as %q: got %q, want %q", test.value, test.of, got, test.want)
		}
	}
}

// TestParameterOfItsDefault: what METADATA does not say of a parameter its default
// says, where the rule takes it as it is.
func TestParameterOfItsDefault(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, parameters, rules string
		want                    evaluator.ParameterType
	}{
		{"a number", "{limit: how many}", "default _limit := 10\n\n_limit := data.config.ACME1.limit\n", "number"},
		{"a text", "{limit: how many}", "default _limit := \"10\"\n\n_limit := data.config.ACME1.limit\n", "string"},
		{"a list", "{limit: how many}", "default _limit := []\n\n_limit := data.config.ACME1.limit\n", "list"},
		{"an object", "{limit: how many}", "default _limit := {}\n\n_limit := data.config.ACME1.limit\n", "object"},
		{"nothing", "{limit: how many}", "default _limit := null\n\n_limit := data.config.ACME1.limit\n", ""},
		{"what METADATA says wins", "{limit: {type: integer, meaning: how many}}", "default _limit := 10\n\n_limit := data.config.ACME1.limit\n", "integer"},
		{"something is made of it", "{limit: how many}", "default _limit := 10\n\n_limit := count(data.config.ACME1.limit)\n", ""},
		{"a part of it", "{limit: how many}", "default _limit := 10\n\n_limit := data.config.ACME1.limit[0]\n", ""},
		{"it is only asked for", "{limit: how many}", "default _limit := false\n\n_limit if data.config.ACME1.limit > 3\n", ""},
		{"no default", "{limit: how many}", "_limit := data.config.ACME1.limit\n", ""},
	} {
		metadata := strings.Replace(goodMetadata, "#   remediation", "#   parameters: "+test.parameters+"\n#   remediation", 1)
		core, err := evaluator.New(pack(metadata + goodRule + "\n" + test.rules))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := core.Rules()[0].ParameterTypes["limit"]; got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDataOfAnotherType(t *testing.T) {
	t.Parallel()
	options := pack(strings.Replace(goodMetadata, "#   remediation", "#   parameters: {limit: {type: integer, meaning: how many}}\n#   remediation", 1) + goodRule)
	options.Data = map[string]any{"config": map[string]any{"ACME1": map[string]any{"limit": "2d"}}}
	_, err := evaluator.New(options)
	if want := "--data: config.ACME1.limit must be a whole number, not a text: how many"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
