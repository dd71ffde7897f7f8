package impact_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

func TestJSONFitsItsSchema(t *testing.T) {
	schema := compileSchema(t)
	x := evaluator.NewIndex(crowd())
	for name, impacts := range map[string][]*impact.Impact{
		"shop":    of(t, shop(t), "web", "web:41", "web:42", "web:99", "search", "migrate:2", "nightly-report"),
		"crowd":   of(t, x, crowdFamily, crowdFamily+":300", crowdFamily+":241"),
		"hostile": {hostileImpact(hostile)},
		"empty":   nil,
	} {
		if err := schema.Validate(decoded(t, write(t, "json", impacts, options()))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := schema.Validate(decoded(t, write(t, "json", nil, impact.RenderOptions{}))); err != nil {
		t.Errorf("without a state: %v", err)
	}
}

// TestSchemaRefuses makes sure that the schema is one: it closes every object.
func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	good := write(t, "json", of(t, shop(t), "web", "nightly-report:14"), options())
	for _, test := range []struct{ name, old, new string }{
		{"an unknown member", `"family": "web"`, `"family": "web", "extra": 1`},
		{"an unknown member of a holder", `"pinned": true`, `"pinned": true, "extra": 1`},
		{"another version", "impact/v1", "impact/v2"},
		{"null for a list", `"unread": []`, `"unread": null`},
		{"a moment that is none", `"hurts": "never"`, `"hurts": "soon"`},
		{"a status that is none", `"status": "INACTIVE"`, `"status": "GONE"`},
		{"numbers that are none", `"40,43-45"`, `"40-"`},
	} {
		bad := strings.Replace(good, test.old, test.new, 1)
		if bad == good {
			t.Errorf("%s: %s is not there", test.name, test.old)
			continue
		}
		if schema.Validate(decoded(t, bad)) == nil {
			t.Errorf("the schema accepts %s", test.name)
		}
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("impact.json", decoded(t, string(impact.Schema()))); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("impact.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return value
}
