package config_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(config.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("config.json", text); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// valueOf is the first document of a file as an editor sees it.
func valueOf(t *testing.T, text string) any {
	t.Helper()
	documents, err := document.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return documents[0].Root.Value()
}

// TestSchemaAccepts: what the reader accepts, an editor does not underline.
func TestSchemaAccepts(t *testing.T) {
	schema := compileSchema(t)
	files, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d fixtures, %v", len(files), err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		text := fixture(t, filepath.Base(file))
		mustReadConfig(t, text)
		value := valueOf(t, text)
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for key := range value.(map[string]any) {
			seen[key] = true
		}
	}
	for key := range schema.Properties {
		if !seen[key] {
			t.Errorf("no fixture holds the key %q", key)
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
		if err := schema.Validate(valueOf(t, test.text)); err == nil {
			t.Errorf("%s: the schema accepts it", test.name)
		}
	}
}

// TestSchemaMatchesTheGoTypes: every key is in both, and needed in both.
func TestSchemaMatchesTheGoTypes(t *testing.T) {
	type object struct {
		Properties map[string]any `json:"properties"`
		Required   []string       `json:"required"`
	}
	var root struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(config.Schema(), &root); err != nil {
		t.Fatal(err)
	}
	for name, of := range map[string]struct {
		schema object
		goType reflect.Type
	}{
		"configuration": {root.object, reflect.TypeFor[config.Config]()},
		"target":        {root.Defs["target"], reflect.TypeFor[config.Target]()},
		"rule":          {root.Defs["rule"], reflect.TypeFor[config.Rule]()},
		"waiver":        {root.Defs["waiver"], reflect.TypeFor[config.Waiver]()},
	} {
		keys, required := tags(of.goType)
		if got := slices.Sorted(maps.Keys(of.schema.Properties)); !slices.Equal(got, keys) {
			t.Errorf("%s: the schema has %q, Go %q", name, got, keys)
		}
		if got := slices.Sorted(slices.Values(of.schema.Required)); !slices.Equal(got, required) {
			t.Errorf("%s: the schema requires %q, Go %q", name, got, required)
		}
	}
}

func tags(goType reflect.Type) (keys, required []string) {
	for i := range goType.NumField() {
		name, option, _ := strings.Cut(goType.Field(i).Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		keys = append(keys, name)
		if !strings.HasPrefix(option, "omit") {
			required = append(required, name)
		}
	}
	slices.Sort(keys)
	slices.Sort(required)
	return keys, required
}
