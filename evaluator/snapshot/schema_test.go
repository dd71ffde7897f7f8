package snapshot_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
)

// TestSchemaAccepts: what the reader accepts, an editor does not underline.
func TestSchemaAccepts(t *testing.T) {
	schema := compileSchema(t)
	files, err := filepath.Glob(filepath.Join(fixtures, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d fixtures, %v", len(files), err)
	}
	texts := map[string]string{"valid": valid, "generated": string(written(t, snapshottest.Account(20, 12, 40)))}
	for _, path := range files {
		data, _ := readFixture(t, path)
		texts[path] = string(data)
	}
	for name, text := range texts {
		if err := validate(t, schema, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaRefuses: what the schema can express it refuses as the reader does.
func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	for _, test := range refusals {
		if !test.schema {
			continue
		}
		if err := validate(t, schema, strings.Replace(valid, test.old, test.new, 1)); err == nil {
			t.Errorf("%s: the schema accepts it", test.name)
		}
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("schema/state.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(document)
}
