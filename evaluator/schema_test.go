package evaluator_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

type schema struct {
	Type                 string             `json:"type"`
	Format               string             `json:"format"`
	Properties           map[string]*schema `json:"properties"`
	Required             []string           `json:"required"`
	AdditionalProperties *bool              `json:"additionalProperties"`
	Items                *schema            `json:"items"`
}

// TestInputSchemaMatchesTheGoTypes keeps the schema that rules are compiled
// against equal to what the engine sends: names, types, and what may be absent.
func TestInputSchemaMatchesTheGoTypes(t *testing.T) {
	t.Parallel()
	var root schema
	if err := json.Unmarshal(evaluator.InputSchema(), &root); err != nil {
		t.Fatal(err)
	}
	compareSchema(t, "input", reflect.TypeFor[evaluator.Input](), &root)
}

func compareSchema(t *testing.T, path string, goType reflect.Type, s *schema) {
	t.Helper()
	for goType.Kind() == reflect.Pointer {
		goType = goType.Elem()
	}
	switch {
	case goType == reflect.TypeFor[time.Time]():
		expect(t, path, s, "string")
		if s.Format != "date-time" {
			t.Errorf("%s: got format %q, want date-time", path, s.Format)
		}
	case goType.Kind() == reflect.Struct:
		expect(t, path, s, "object")
		compareFields(t, path, goType, s)
	case goType.Kind() == reflect.Slice:
		expect(t, path, s, "array")
		compareSchema(t, path+"[]", goType.Elem(), s.Items)
	case goType.Kind() == reflect.String:
		expect(t, path, s, "string")
	case goType.Kind() == reflect.Bool:
		expect(t, path, s, "boolean")
	case goType.Kind() == reflect.Int, goType.Kind() == reflect.Int64:
		expect(t, path, s, "integer")
	case goType.Kind() == reflect.Map:
		expect(t, path, s, "object")
	default:
		t.Errorf("%s: no schema for a Go %s", path, goType)
	}
}

func expect(t *testing.T, path string, s *schema, want string) {
	t.Helper()
	if s.Type != want {
		t.Errorf("%s: got type %q in the schema, want %q", path, s.Type, want)
	}
}

func compareFields(t *testing.T, path string, goType reflect.Type, s *schema) {
	t.Helper()
	if s.AdditionalProperties == nil || *s.AdditionalProperties {
		t.Errorf("%s: additionalProperties must be false, so that a misspelt name is refused", path)
	}
	names := map[string]bool{}
	for _, field := range reflect.VisibleFields(goType) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous || name == "" {
			continue
		}
		names[name] = true
		property := s.Properties[name]
		if property == nil {
			t.Errorf("%s.%s: not in the schema", path, name)
			continue
		}
		if required := slices.Contains(s.Required, name); required == (options == "omitempty") {
			t.Errorf("%s.%s: required is %v in the schema, the tag says %q", path, name, required, options)
		}
		compareSchema(t, path+"."+name, field.Type, property)
	}
	for name := range s.Properties {
		if !names[name] {
			t.Errorf("%s.%s: in the schema, not in Go", path, name)
		}
	}
}
