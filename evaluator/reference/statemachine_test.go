package reference_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// calls returns the requests of a definition, one a line: API, integration,
// state, path, the task definition's node or what computes it.
func calls(t *testing.T, definition string) []string {
	t.Helper()
	documents, err := document.Read([]byte(definition))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, call := range reference.StateMachine(documents[0].Root) {
		node, dynamic := call.Parameter("TaskDefinition")
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s%s", call.API, call.Integration, call.State,
			strings.Join(call.Path, "/"), node.Str(), dynamic))
	}
	return lines
}

func TestStateMachineNesting(t *testing.T) {
	got := calls(t, `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - States: {Skip: {Type: Pass}}
      - States:
          Each:
            Type: Map
            Iterator:
              States:
                Run: {Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: {TaskDefinition: 'web:41'}}
  Many:
    Type: Map
    ItemProcessor:
      States:
        Run: {Resource: 'arn:aws:states:::ecs:runTask.waitForTaskToken', Parameters: {TaskDefinition: web}}
  Update: {Resource: 'arn:aws-cn:states:::aws-sdk:ecs:updateService', Parameters: {TaskDefinition.$: $.task}}
`)
	want := []string{
		"runTask ecs Both/Each/Run States/Both/Branches/1/States/Each/Iterator/States/Run/Parameters web:41",
		"runTask ecs Many/Run States/Many/ItemProcessor/States/Run/Parameters web",
		"updateService aws-sdk:ecs Update States/Update/Parameters $.task",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestStateMachineStates(t *testing.T) {
	for state, want := range map[string]string{
		`{Resource: "arn:aws:states:::ecs:runTask", Parameters: {TaskDefinition: web}}`:              "runTask ecs S States/S/Parameters web",
		`{Resource: "arn:aws:states:::ecs:runTask.sync:2", Parameters: {TaskDefinition: web}}`:       "runTask ecs S States/S/Parameters web",
		`{Resource: "arn:aws:states:::aws-sdk:ecs:RunTask", Parameters: {TaskDefinition: web}}`:      "runTask aws-sdk:ecs S States/S/Parameters web",
		`{Resource: "arn:${Partition}:states:::ecs:runTask", Parameters: {TaskDefinition: web}}`:     "runTask ecs S States/S/Parameters web",
		`{Resource: !Sub "arn:${P}:states:::ecs:runTask", Parameters: {TaskDefinition: !Ref T}}`:     "runTask ecs S States/S/Parameters ",
		`{Resource: "arn:aws:states:::ecs:runTask", Arguments: {TaskDefinition: "{% $t %}"}}`:        "runTask ecs S States/S/Arguments {% $t %}",
		`{Resource: "arn:aws:states:::ecs:runTask", Arguments: "{% $states.input %}"}`:               "runTask ecs S States/S/Arguments {% $states.input %}",
		`{Resource: "arn:aws:states:::ecs:runTask", Parameters: !Ref P}`:                             "runTask ecs S States/S/Parameters !Ref P",
		`{Resource: "arn:aws:states:::ecs:runTask", Parameters: [web]}`:                              "runTask ecs S States/S/Parameters Parameters",
		`{Resource: "arn:aws:states:::ecs:runTask"}`:                                                 "runTask ecs S States/S $",
		`{Resource: "arn:aws:states:::lambda:invoke", Parameters: {TaskDefinition: web}}`:            "",
		`{Resource: "arn:aws:states:::aws-sdk:ec2:runInstances", Parameters: {TaskDefinition: web}}`: "",
		`{Resource: "arn:aws:states:::ecs:", Parameters: {TaskDefinition: web}}`:                     "",
		`{Resource: "arn:aws:lambda:eu-west-1:123456789012:function:ecs"}`:                           "",
		`{Resource: !Ref R}`:         "",
		`{Resource: {Ref: R}}`:       "",
		`{Resource: 7}`:              "",
		`{Branches: web}`:            "",
		`{Iterator: [{States: {}}]}`: "",
		`web`:                        "",
		`null`:                       "",
	} {
		got := strings.Join(calls(t, "States:\n  S: "+state), "; ")
		if got != want {
			t.Errorf("%s: got %q, want %q", state, got, want)
		}
	}
}

func TestStateMachineOfNothing(t *testing.T) {
	for _, definition := range []string{"", "[]", "web", "States: []", "States: {}"} {
		if got := calls(t, definition); got != nil {
			t.Errorf("%q: got %q", definition, got)
		}
	}
	if got := reference.StateMachine(nil); got != nil {
		t.Errorf("no definition: got %v", got)
	}
}

func TestStateMachinePosition(t *testing.T) {
	root, err := document.ReadJSON([]byte("{\"States\": {\"Run\": {\n  \"Resource\": \"arn:aws:states:::ecs:runTask\"}}}"))
	if err != nil {
		t.Fatal(err)
	}
	want := document.Position{Line: 2, Column: 15}
	if got := reference.StateMachine(root)[0].Position; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
