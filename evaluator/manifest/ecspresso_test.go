package manifest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// tree is a directory of fixtures that are read together.
type tree string

// files reads all files of the tree, as if each had been an argument.
func (t tree) files(tb testing.TB) []manifest.File {
	tb.Helper()
	var files []manifest.File
	err := filepath.WalkDir(string(t), func(path string, entry fs.DirEntry, err error) error {
		ignored := strings.HasSuffix(path, ".golden.json") || strings.HasSuffix(path, ".libsonnet")
		if err != nil || entry.IsDir() || ignored {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(string(t), path)
		files = append(files, manifest.File{Name: filepath.ToSlash(name), Data: data})
		return err
	})
	if err != nil || len(files) == 0 {
		tb.Fatalf("%d files in %s: %v", len(files), t, err)
	}
	return files
}

func (t tree) open(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(t), filepath.FromSlash(name)))
}

// TestDeployTools compares what is read of each tree with the golden file in
// it.
func TestDeployTools(t *testing.T) {
	roots, err := filepath.Glob(fixtures + "ecspresso/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range append(roots, fixtures+"ecschedule", fixtures+"copilot") {
		t.Run(filepath.Base(root), func(t *testing.T) {
			in := tree(root)
			change := manifest.ReadAll(in.files(t), manifest.Options{Open: in.open})
			compareStored(t, filepath.Join(root, "change.golden.json"), change)
		})
	}
}

// What the command line gives of the environment takes the place of defaults
// and of placeholders.
func TestEnvironmentIsFilledIn(t *testing.T) {
	in := tree(fixtures + "ecspresso")
	options := manifest.Options{Open: in.open, Env: map[string]string{"FAMILY": "shop", "ENV": "prod", "TAG": "v2", "AWS_REGION": "eu-north-1"}}
	for file, want := range map[string]struct {
		family, cluster string
		count           int
	}{
		"shop/ecspresso.yml":        {"shop", "prod", 2},
		"jsonnet/ecspresso.jsonnet": {"api", "shop-prod", 4},
	} {
		data, err := in.open(file)
		if err != nil {
			t.Fatal(err)
		}
		change := manifest.Read(manifest.File{Name: file, Data: data}, options)
		if len(change.Operations) != 2 || len(change.Notes)+len(change.Failures) > 0 {
			t.Fatalf("%s: got %+v, want two operations and nothing else", file, change)
		}
		service := change.Operations[1]
		cluster := service.Claims[1].Cluster
		if got := service.Reference.Family; got != want.family || cluster != want.cluster || *service.DesiredCount != want.count {
			t.Errorf("%s: got %s in %s, %d times, want %+v", file, got, cluster, *service.DesiredCount, want)
		}
		if service.Maybe || change.Operations[0].Maybe {
			t.Errorf("%s: nothing is guessed, got %+v", file, change.Operations)
		}
	}
}

// A file that a configuration names is registered once, and reported when it was
// asked for, even if the configuration is only there as context.
func TestDefinitionFilesCountOnce(t *testing.T) {
	in := tree(fixtures + "ecspresso/run")
	var files []manifest.File
	for _, file := range in.files(t) {
		file.Context = file.Name != "task.json"
		files = append(files, file)
	}
	change := manifest.ReadAll(files, manifest.Options{Open: in.open})
	if len(change.Operations) != 2 || len(change.Failures) != 0 {
		t.Fatalf("got %+v, want two operations", change)
	}
	for _, op := range change.Operations {
		if want := op.File != "task.json"; op.Context != want || op.Kind != "ecspresso" {
			t.Errorf("%s of %s: context is %t, kind %q", op.Action, op.File, op.Context, op.Kind)
		}
	}
}

// Files of others that use the same words are no configurations of ecspresso.
func TestOthersUseTheWordsOfEcspresso(t *testing.T) {
	for _, data := range []string{
		"region: eu-west-1\ncluster: prod\ntask_definition: web:41\n",
		"region: eu-west-1\ntask_definition:\n  family: web\n",
		"service_definition: true\n",
		"task_definition: task.json\n",
	} {
		change := manifest.Read(manifest.File{Name: "vars.yml", Data: []byte(data)}, manifest.Options{})
		if len(change.Operations) != 0 || len(change.Failures) != 1 {
			t.Errorf("%q: got %+v, want one failure", data, change)
		}
	}
}

// A service definition alone is no operation, and nobody is told that all is
// well.
func TestServiceDefinitionAlone(t *testing.T) {
	data := []byte(`{"desiredCount": 1, "deploymentConfiguration": {"maximumPercent": 200}}`)
	asserted := manifest.Read(manifest.File{Name: "service.json", Data: data}, manifest.Options{})
	walked := manifest.Read(manifest.File{Name: "service.json", Data: data, Walked: true}, manifest.Options{})
	if len(asserted.Notes) != 1 || !asserted.Notes[0].Unseen || len(walked.Notes) != 1 || walked.Notes[0].Unseen {
		t.Errorf("got %+v as an argument, %+v in a walk", asserted, walked)
	}
	said := manifest.Read(manifest.File{Name: "service.json", Data: data}, manifest.Options{Operation: evaluator.CreateService})
	if len(said.Operations) != 1 || said.Operations[0].Reference.Kind != reference.Absent {
		t.Errorf("with --operation: got %+v, want one operation", said)
	}
}
