package cloudformation_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
)

// TestMaybe marks what hangs on a condition that nobody knows, and only that.
func TestMaybe(t *testing.T) {
	t.Parallel()
	const head = "Parameters: {Env: {Type: String}, Name: {Type: String, Default: web}}\nConditions: {A: !Equals [!Ref Env, prod]}\nResources:\n  S:\n    Type: AWS::ECS::Service\n"
	tests := []struct {
		name, resource string
		want           []bool
	}{
		{"certain", "    Properties: {ServiceName: web, TaskDefinition: \"web:41\"}\n", []bool{false}},
		{"a conditional resource", "    Condition: A\n    Properties: {ServiceName: web, TaskDefinition: \"web:41\"}\n", []bool{true}},
		{"two arms", "    Properties: {ServiceName: web, TaskDefinition: !If [A, \"web:41\", \"web:42\"]}\n", []bool{true, true}},
		{"a default", "    Properties: {ServiceName: !Ref Name, TaskDefinition: \"web:41\"}\n", []bool{true}},
		{"two arms that are one", "    Properties: {ServiceName: web, TaskDefinition: !If [A, \"web:41\", \"web:41\"]}\n", []bool{false}},
	}
	for _, test := range tests {
		documents, err := document.Read([]byte(head + test.resource))
		if err != nil {
			t.Fatal(err)
		}
		operations := cloudformation.Read(documents[0].Root, "template.yaml", nil, nil).Operations
		var got []bool
		for _, op := range operations {
			got = append(got, op.Maybe)
		}
		if len(got) != len(test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
			continue
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("%s: got %v, want %v", test.name, got, test.want)
			}
		}
	}
}
