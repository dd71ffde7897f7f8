package manifest_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func read(name, data string, options manifest.Options) evaluator.Change {
	return manifest.Read(manifest.File{Name: name, Data: []byte(data)}, options)
}

// TestAction tells which request a body is for: by its content, and by the
// file's name only where the content leaves a choice.
func TestAction(t *testing.T) {
	const bare = `{"taskDefinition": "web:41"}`
	tests := []struct {
		file, body string
		want       evaluator.Action
	}{
		{"a.json", `{"family": "web", "containerDefinitions": [{"name": "web"}]}`, evaluator.RegisterTaskDefinition},
		{"a.json", `{"containerDefinitions": [{"name": "web"}], "service": "web"}`, evaluator.RegisterTaskDefinition},
		{"a.json", `{"taskDefinitions": ["web:1"]}`, evaluator.DeleteTaskDefinitions},
		{"a.json", `{"taskDefinition": "web", "containerInstances": ["i"]}`, evaluator.StartTask},
		{"a.json", `{"taskDefinition": "web", "serviceName": "web"}`, evaluator.CreateService},
		{"run-task.json", `{"taskDefinition": "web", "serviceName": "web"}`, evaluator.CreateService},
		{"a.json", `{"taskDefinition": "web", "service": "web", "cluster": "c", "scale": {"value": 1}}`, evaluator.CreateTaskSet},
		{"a.json", `{"taskDefinition": "web", "service": "web", "externalId": "x"}`, evaluator.CreateTaskSet},
		{"a.json", `{"taskDefinition": "web", "service": "web"}`, evaluator.UpdateService},
		{"a.json", `{"service": "web", "desiredCount": 0}`, evaluator.UpdateService},
		{"a.json", `{"service": "web", "desiredCount": 1, "force": true}`, evaluator.UpdateService},
		{"a.json", `{"service": "web", "force": false}`, evaluator.DeleteService},
		{"delete-service.json", `{"service": "web"}`, evaluator.DeleteService},
		{"update-service.json", `{"service": "web", "cluster": "prod"}`, evaluator.UpdateService},
		{"a.json", `{"taskDefinition": "web", "desiredCount": 1}`, evaluator.CreateService},
		{"a.json", `{"taskDefinition": "web", "loadBalancers": [{"containerName": "web"}]}`, evaluator.CreateService},
		{"a.json", `{"taskDefinition": "web", "schedulingStrategy": "DAEMON"}`, evaluator.CreateService},
		{"update_service.json", `{"taskDefinition": "web", "desiredCount": 1}`, evaluator.UpdateService},
		{"a.json", `{"taskDefinition": "web", "desiredCount": 1, "forceNewDeployment": true}`, evaluator.UpdateService},
		{"a.json", `{"taskDefinition": "web", "count": 1}`, evaluator.RunTask},
		{"a.json", `{"taskDefinition": "web", "overrides": {"cpu": "256"}}`, evaluator.RunTask},
		{"deploy/run-task.prod.json", bare, evaluator.RunTask},
		{"RunTask.json", bare, evaluator.RunTask},
		{"start-task.json", bare, evaluator.StartTask},
		{"deregister.json", bare, evaluator.DeregisterTaskDefinition},
		{"deregister-task-definition.json", bare, evaluator.DeregisterTaskDefinition},
		{"run-task/a.json", bare, ""},
		{"a.json", bare, ""},
		{"a.json", `{"taskDefinition": "web", "cluster": "prod"}`, ""},
		{"deregister.json", `{"taskDefinition": "web", "cluster": "prod"}`, ""},
		{"a.json", `{"service": "web", "cluster": "prod"}`, ""},
	}
	for _, test := range tests {
		t.Run(test.file+" "+test.body, func(t *testing.T) {
			change := read(test.file, test.body, manifest.Options{})
			if test.want == "" {
				if len(change.Operations) != 0 || len(change.Failures) != 1 || !strings.Contains(change.Failures[0].Message, "--operation") {
					t.Fatalf("got %+v, %+v, want one failure that asks for --operation", change.Operations, change.Failures)
				}
				return
			}
			if len(change.Failures) != 0 || len(change.Operations) != 1 || change.Operations[0].Action != test.want {
				t.Fatalf("got %+v, %+v, want one %s", change.Operations, change.Failures, test.want)
			}
		})
	}
}

func TestOperationOptionSettlesTheAction(t *testing.T) {
	options := manifest.Options{Operation: evaluator.UpdateService}
	for _, body := range []string{
		`{"taskDefinition": "web:41"}`,
		`{"service": "web"}`,
		`{"taskDefinition": "web:41", "count": 1}`,
		`{"desiredCount": 2}`,
	} {
		change := read("run-task.json", body, options)
		if len(change.Failures) != 0 || len(change.Operations) != 1 || change.Operations[0].Action != evaluator.UpdateService {
			t.Errorf("%s: got %+v, %+v, want one UpdateService", body, change.Operations, change.Failures)
		}
	}
	if change := read("a.json", `{"name": "shop"}`, options); len(change.Operations) != 0 || len(change.Failures) != 1 {
		t.Errorf("no parameter at all: got %+v, want one failure", change)
	}
}

// A walk takes for a body what has no other names, and nothing else.
func TestOperationOptionInAWalk(t *testing.T) {
	options := manifest.Options{Operation: evaluator.DeleteService}
	for body, want := range map[string]int{`{"service": "web"}`: 1, `{"service": "web", "provider": "aws"}`: 0} {
		file := manifest.File{Name: "a.json", Data: []byte(body), Walked: true}
		if change := manifest.Read(file, options); len(change.Operations) != want || len(change.Failures) != 0 {
			t.Errorf("%s: got %+v, want %d operations", body, change, want)
		}
	}
}

// What the command line may add is not known; it must not look like nothing.
func TestRetirementWithoutReferenceIsUnresolved(t *testing.T) {
	for action, body := range map[evaluator.Action]string{
		evaluator.DeregisterTaskDefinition: `{"taskDefinition": "", "cluster": "prod"}`,
		evaluator.DeleteTaskDefinitions:    `{"taskDefinitions": [""], "cluster": "prod"}`,
	} {
		change := read("a.json", body, manifest.Options{Operation: action})
		if len(change.Operations) != 1 || change.Operations[0].Reference.Kind != reference.Unresolved {
			t.Errorf("%s: got %+v, want one unresolved reference", action, change)
		}
	}
}

func TestRequestsAreWhatTheOptionMayBe(t *testing.T) {
	for _, action := range manifest.Requests() {
		change := read("a.json", `{"cluster": "prod"}`, manifest.Options{Operation: action})
		if len(change.Operations) != 1 || change.Operations[0].Action != action {
			t.Errorf("%s: got %+v, want one operation", action, change)
		}
	}
	if got := len(manifest.Requests()); got != 9 {
		t.Errorf("got %d requests, want 9", got)
	}
}
