package manifest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// scriptFixtures are the paths of all scripts and Makefiles; what they name lies
// in folders beside them.
func scriptFixtures(t testing.TB) []string {
	t.Helper()
	var paths []string
	for _, pattern := range []string{"shell/*.sh", "makefile/Makefile"} {
		found, err := filepath.Glob(fixtures + pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("no fixture %s (%v)", pattern, err)
		}
		paths = append(paths, found...)
	}
	return paths
}

// TestScriptFixtures compares what is read from every script with the golden
// file beside it.
func TestScriptFixtures(t *testing.T) {
	for _, path := range scriptFixtures(t) {
		t.Run(path, func(t *testing.T) {
			compareStored(t, path+".golden.json", readScript(t, path))
		})
	}
}

// isIdleScript reports whether a file may be a script without a word of ECS,
// which is nothing.
func isIdleScript(file manifest.File) bool {
	lower := strings.ToLower(string(file.Data))
	named := strings.HasPrefix(lower, "#!") || strings.HasPrefix(strings.ToLower(file.Name), "makefile") ||
		slices.Contains([]string{".sh", ".bash", ".mk"}, strings.ToLower(filepath.Ext(file.Name)))
	return named && !strings.Contains(lower, "ecs") && !strings.Contains(lower, "copilot")
}

func readScript(t *testing.T, path string) evaluator.Change {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	change := manifest.Read(manifest.File{Name: filepath.Base(path), Data: data}, manifest.Options{Open: beside(path)})
	assertSound(t, change)
	return change
}

// TestUnboundedRetirements: of the loops of a script only those are unbounded
// that nothing bounds to a family.
func TestUnboundedRetirements(t *testing.T) {
	var unbounded []int
	for _, op := range readScript(t, fixtures+"shell/retire.sh").Operations {
		if op.Unbounded {
			unbounded = append(unbounded, op.Line)
		}
	}
	if len(unbounded) != 2 || unbounded[0] != 4 || unbounded[1] != 8 {
		t.Errorf("got the lines %v, want 4 and 8", unbounded)
	}
}

// TestScriptsOfNobody: what has no word of ECS is no manifest for a walk, and is
// fine as an argument.
func TestScriptsOfNobody(t *testing.T) {
	file := manifest.File{Name: "idle.sh", Data: []byte("#!/bin/sh\nls\n")}
	if change := manifest.ReadAll([]manifest.File{file}, manifest.Options{}); len(change.Failures)+len(change.Operations) > 0 {
		t.Errorf("argument: got %v", change)
	}
	file.Walked = true
	if change := manifest.ReadAll([]manifest.File{file}, manifest.Options{}); len(change.Failures) != 1 {
		t.Errorf("walk: got %v, want one failure", change.Failures)
	}
}

func TestTextsWithCommandLines(t *testing.T) {
	const line = "aws ecs run-task --cluster prod --task-definition web:41"
	for name, want := range map[string]int{
		"notes.txt": 1, "-": 1, "deploy": 1, "deploy.sh": 1, "Makefile.prod": 0, "broken.json": 0, "broken.yaml": 0,
	} {
		change := manifest.Read(manifest.File{Name: name, Data: []byte("set -e\n" + line + " && : 'x\n'")}, manifest.Options{})
		if len(change.Operations) != want {
			t.Errorf("%s: got %d operations and %v, want %d", name, len(change.Operations), change.Failures, want)
		}
	}
}

func TestCommandLineArgument(t *testing.T) {
	read := func(line string) evaluator.Change {
		return manifest.Read(manifest.File{Name: manifest.CommandLineName, CommandLine: strings.Fields(line)}, manifest.Options{})
	}
	change := read("aws --region eu-west-1 ecs update-service --service web --cluster prod --task-def web:41")
	if len(change.Failures) > 0 || len(change.Operations) != 1 {
		t.Fatalf("got %+v", change)
	}
	op := change.Operations[0]
	if op.Reference.Name() != "web:41" || op.Kind != "command" || op.Maybe || op.Path != "--task-definition" {
		t.Errorf("got %+v", op)
	}
	for line, want := range map[string]string{
		"terraform apply":           `"terraform apply" is no aws command line: write what follows -- as it is about to be run, such as aws ecs update-service`,
		"aws ecs describe-services": "aws ecs describe-services sends nothing that ecsgate judges",
		"aws s3 ls":                 "aws s3 ls sends nothing that ecsgate judges",
		"aws ecs update-servce":     `ecsgate does not know the command "aws ecs update-servce" (did you mean update-service?): not checked`,
		"aws ecs launch-everything": `ecsgate does not know the command "aws ecs launch-everything": not checked`,
		"aws ecs run-task --cluster prod --taskDefinition web:1": `unknown option "--taskDefinition": did you mean "--task-definition"?`,
	} {
		change := read(line)
		if len(change.Failures) != 1 || change.Failures[0].Message != want || len(change.Operations) > 0 {
			t.Errorf("%s: got %+v, want %s", line, change, want)
		}
	}
}

// BenchmarkReadScript reads a script of a megabyte.
func BenchmarkReadScript(b *testing.B) {
	line := "aws ecs update-service --cluster \"$CLUSTER\" --service web --task-definition web:41 --desired-count 2\n"
	file := manifest.File{Name: "deploy.sh", Data: []byte("CLUSTER=prod\n" + strings.Repeat(line, 1<<20/len(line)))}
	b.SetBytes(int64(len(file.Data)))
	for b.Loop() {
		manifest.Read(file, manifest.Options{})
	}
}
