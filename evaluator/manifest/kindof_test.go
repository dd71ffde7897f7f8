package manifest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

func TestKindOf(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"web.json", `{"cluster": "prod", "service": "web", "taskDefinition": "web:41"}`, "the body of an AWS CLI request"},
		{"stack.yaml", "Resources: {Web: {Type: AWS::ECS::Service}}\n", "a CloudFormation template"},
		{"deploy.sh", "#!/bin/sh\naws ecs update-service --service web\n", "a shell script"},
		{"notes", "aws ecs update-service --service web\n", "a text with aws command lines"},
		{"second.yaml", "---\nname: web\n---\nStartAt: A\nStates: {A: {Type: Pass}}\n", "a state machine definition"},
		{"package.json", `{"name": "web"}`, ""},
		{"empty.yaml", "", ""},
		{"broken.json", `{"name": `, ""},
	}
	for _, test := range tests {
		if got := manifest.KindOf(manifest.File{Name: test.name, Data: []byte(test.text)}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// What gives an operation has a kind, and that is one of those that people are
// told of.
func TestKindOfFixtures(t *testing.T) {
	files, _ := manifest.Find([]string{fixtures}, strings.NewReader(""))
	if len(files) < 100 {
		t.Fatalf("found only %d fixtures", len(files))
	}
	for _, file := range files {
		change := manifest.Read(file, manifest.Options{})
		kind := manifest.KindOf(file)
		known := slices.ContainsFunc(manifest.Kinds(), func(k manifest.KindInfo) bool { return k.Read && strings.HasPrefix(k.Name, kind) })
		if len(change.Operations) > 0 && (kind == "" || !known) {
			t.Errorf("%s has %d operations and the kind %q", file.Name, len(change.Operations), kind)
		}
	}
}
