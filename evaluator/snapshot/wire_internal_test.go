package snapshot

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
)

// object is what the test reads of an object of the JSON schema.
type object struct {
	AdditionalProperties *bool                      `json:"additionalProperties"`
	Required             []string                   `json:"required"`
	Properties           map[string]json.RawMessage `json:"properties"`
}

// TestSchemaHasTheMembersOfTheTypes: a member that is added to one has to be
// added to the other.
func TestSchemaHasTheMembersOfTheTypes(t *testing.T) {
	data, err := os.ReadFile("schema/state.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		object
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	compareMembers(t, "file", schema.object, file{})
	for name, wire := range map[string]any{
		"region": region{}, "coverage": evaluator.Coverage{}, "family": family{}, "cluster": cluster{}, "service": service{},
		"deployment": deployment{}, "taskSet": taskSet{}, "tasks": tasks{}, "target": target{}, "stack": stack{}, "stackResources": stackResources{},
	} {
		var definition object
		if err := json.Unmarshal(schema.Defs[name], &definition); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		compareMembers(t, name, definition, wire)
	}
	compareKinds(t, schema.Defs["region"])
}

func compareMembers(t *testing.T, name string, schema object, wire any) {
	t.Helper()
	var got, want []string
	for property := range schema.Properties {
		got = append(got, property)
	}
	for field := range reflect.TypeOf(wire).Fields() {
		member, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		want = append(want, member)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: the schema has %v, the type %v", name, got, want)
	}
	if schema.AdditionalProperties == nil || *schema.AdditionalProperties {
		t.Errorf("%s: the schema allows members that the reader refuses", name)
	}
	for _, member := range schema.Required {
		if !slices.Contains(want, member) {
			t.Errorf("%s: the schema requires %q, which the type has not", name, member)
		}
	}
}

func compareKinds(t *testing.T, region json.RawMessage) {
	t.Helper()
	var schema struct {
		Properties struct {
			Coverage struct {
				PropertyNames struct{ Enum []evaluator.Kind }
			}
		}
	}
	if err := json.Unmarshal(region, &schema); err != nil {
		t.Fatal(err)
	}
	if got := schema.Properties.Coverage.PropertyNames.Enum; !slices.Equal(got, evaluator.Kinds) {
		t.Errorf("coverage: the schema has %v, the core %v", got, evaluator.Kinds)
	}
}
