package reference_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func TestParameter(t *testing.T) {
	root, err := document.ReadJSON([]byte(`{
		"TaskDefinition": "web:41", "Cluster.$": "$.cluster", "Service": "{% $service %}", "Count": 2,
		"LaunchType": "States.Format('{}', $.type)", "Group": "$.group", "PlatformVersion": "${Version}",
		"startedBy": "nightly", "Tags.$": 7, "PropagateTags": "$states", "EnableExecuteCommand": null
	}`))
	if err != nil {
		t.Fatal(err)
	}
	call := reference.Embedded{Parameters: root}
	for name, want := range map[string]struct{ text, dynamic string }{
		"TaskDefinition":  {text: "web:41"},
		"Cluster":         {dynamic: "$.cluster"},
		"Service":         {dynamic: "{% $service %}"},
		"Count":           {text: "2"},
		"LaunchType":      {dynamic: "States.Format('{}', $.type)"},
		"Group":           {dynamic: "$.group"},
		"PlatformVersion": {text: "${Version}"},
		"StartedBy":       {text: "nightly"},
		"Tags":            {dynamic: "Tags.$"},
		"PropagateTags":   {text: "$states"},
		"Overrides":       {},
	} {
		node, dynamic := call.Parameter(name)
		if text, _ := node.Scalar(); text != want.text || dynamic != want.dynamic {
			t.Errorf("%s: got %q, %q, want %q, %q", name, text, dynamic, want.text, want.dynamic)
		}
	}
	if node, _ := call.Parameter("EnableExecuteCommand"); node == nil || node.Kind != document.Null {
		t.Errorf("null parameter: got %v", node)
	}
}

func TestUniversalTarget(t *testing.T) {
	for arn, want := range map[string]string{
		"arn:aws:scheduler:::aws-sdk:ecs:runTask":               "runTask",
		"arn:aws-us-gov:scheduler:::aws-sdk:ecs:updateService":  "updateService",
		"arn:aws:scheduler:::aws-sdk:ecs:RunTask":               "runTask",
		"arn:${AWS::Partition}:scheduler:::aws-sdk:ecs:runTask": "runTask",
		"arn:aws:scheduler:::aws-sdk:ecs:":                      "",
		"arn:aws:scheduler:::aws-sdk:ecs:run-task":              "",
		"arn:aws:scheduler:::aws-sdk:sqs:sendMessage":           "",
		"arn:aws:ecs:eu-west-1:123456789012:cluster/prod":       "",
		"arn:aws:states:::aws-sdk:ecs:runTask":                  "",
		"x:scheduler:::aws-sdk:ecs:runTask":                     "",
	} {
		api, ok := reference.UniversalTarget(arn)
		if ok != (want != "") || ok && api != want {
			t.Errorf("%s: got %q, %t, want %q", arn, api, ok, want)
		}
	}
}
