package manifest_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// What an argument asserts, a walk only finds, and a hook passes on.
func TestUnrecognised(t *testing.T) {
	const (
		state    = `{"version": 4, "lineage": "x", "terraform_version": "1.9.0", "resources": [{"type": "aws_ecs_service"}]}`
		s3State  = `{"version": 4, "lineage": "x", "terraform_version": "1.9.0", "resources": [{"type": "aws_s3_bucket"}]}`
		tsconfig = `{"compilerOptions": {}}`
		script   = `{"scripts": {"deploy": "aws --region eu-west-1 ecs update-service --service web"}}`
		answer   = `{"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1"}}`
		broken   = `{"taskDefinition": `
	)
	const nothing, note, failure = "", "note", "failure"
	tests := []struct {
		name, file, data          string
		argument, walked, anyFile string
	}{
		{"unknown", "tsconfig.json", tsconfig, failure, nothing, nothing},
		{"a command in it", "package.json", script, failure, note, note},
		{"known, not read", "state.json", state, failure, failure, note},
		{"known, no ECS", "state.json", s3State, failure, nothing, nothing},
		{"an answer of AWS", "web.json", answer, failure, note, note},
		{"no JSON", "web.json", broken, failure, failure, failure},
		{"of another language", "web.template", "a: {{ b }}: c", failure, nothing, failure},
		{"broken template", "web.template", `{"Type": "AWS::ECS::Service"`, failure, failure, failure},
		{"prose", "README.md", "a: b: c", failure, failure, nothing},
		{"empty", "a.yaml", "# nothing\n---\n", failure, nothing, nothing},
		{"wrong case", "a.yaml", "TaskDefinition: web:41\n", failure, failure, failure},
		{"ambiguous", "a.yaml", "taskDefinition: web:41\n", failure, failure, failure},
		{"a service of another tool", "serverless.yml", "service: web\nprovider: aws\nfunctions: {}\n", failure, nothing, nothing},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := manifest.File{Name: test.file, Data: []byte(test.data)}
			walked := file
			walked.Walked = true
			for _, way := range []struct {
				name, want string
				got        evaluator.Change
			}{
				{"as an argument", test.argument, manifest.Read(file, manifest.Options{})},
				{"in a walk", test.walked, manifest.Read(walked, manifest.Options{})},
				{"with AnyFiles", test.anyFile, manifest.Read(file, manifest.Options{AnyFiles: true})},
			} {
				if got := outcome(way.got); got != way.want {
					t.Errorf("%s: got %q (%+v), want %q", way.name, got, way.got, way.want)
				}
			}
		})
	}
}

func outcome(change evaluator.Change) string {
	switch {
	case len(change.Operations) > 0:
		return "operations"
	case len(change.Failures) > 0:
		return "failure"
	case len(change.Notes) > 0:
		return "note"
	}
	return ""
}

func TestWalkThatRecognisesNothingFails(t *testing.T) {
	unknown := manifest.File{Name: "a/package.json", Data: []byte(`{"name": "shop"}`), Walked: true}
	known := manifest.File{Name: "a/web.json", Data: []byte(`{"service": "web", "desiredCount": 1}`), Walked: true}
	if got := manifest.ReadAll([]manifest.File{unknown, unknown}, manifest.Options{}); len(got.Failures) != 1 || got.Files != 2 {
		t.Errorf("nothing known: got %+v, want one failure", got)
	}
	if got := manifest.ReadAll([]manifest.File{unknown, known}, manifest.Options{}); len(got.Failures) != 0 || len(got.Operations) != 1 {
		t.Errorf("one known: got %+v, want one operation", got)
	}
	if got := manifest.ReadAll([]manifest.File{unknown}, manifest.Options{AnyFiles: true}); len(got.Failures) != 0 {
		t.Errorf("any files: got %+v, want no failure", got.Failures)
	}
}

func TestReadAllKeepsTheOrder(t *testing.T) {
	var files []manifest.File
	var want []string
	for _, name := range strings.Split("qwertzuiopasdfghjklyxcvbnm", "") {
		files = append(files, manifest.File{Name: name, Data: []byte(`{"service": "` + name + `", "desiredCount": 1}`)})
		want = append(want, name)
	}
	var got []string
	for _, op := range manifest.ReadAll(files, manifest.Options{}).Operations {
		got = append(got, op.File)
	}
	if strings.Join(got, "") != strings.Join(want, "") {
		t.Errorf("operations come from %v, want %v", got, want)
	}
}

func TestContextIsNotReported(t *testing.T) {
	file := manifest.File{Name: "a.yaml", Data: []byte("service: web\ndesiredCount: 1\nunknown: 1\n"), Context: true}
	change := manifest.Read(file, manifest.Options{})
	if len(change.Operations) != 1 || !change.Operations[0].Context || len(change.Notes) != 0 {
		t.Errorf("got %+v, want one operation of the context and no note", change)
	}
}

func TestDeepNestingIsOneFailure(t *testing.T) {
	for _, data := range []string{strings.Repeat("[", 100_000), strings.Repeat(`{"a":`, 100_000), strings.Repeat("- ", 20_000)} {
		change := read("deep.json", data, manifest.Options{})
		if len(change.Failures) != 1 || len(change.Operations) != 0 {
			t.Errorf("%.10s…: got %d failures, want one", data, len(change.Failures))
		}
	}
}

func TestUTF16IsRead(t *testing.T) {
	data := []byte{0xFF, 0xFE}
	for _, char := range `{"service": "web", "desiredCount": 1}` {
		data = append(data, byte(char), 0)
	}
	change := read("powershell.json", string(data), manifest.Options{})
	if len(change.Operations) != 1 {
		t.Errorf("got %+v, want one operation", change)
	}
}

// A file that several documents make may hold one that nobody knows.
func TestDocumentsAreRecognisedOneByOne(t *testing.T) {
	const data = "service: web\ndesiredCount: 1\n---\nname: shop\n"
	change := read("a.yaml", data, manifest.Options{})
	if len(change.Operations) != 1 || len(change.Failures) != 1 || change.Failures[0].Line != 4 {
		t.Errorf("got %+v, want one operation and a failure in line 4", change)
	}
}
