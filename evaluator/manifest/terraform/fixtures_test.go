package terraform_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
	"github.com/ecsgate/ecsgate/evaluator/manifest/terraform"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const (
	plans          = "../../../fixtures/manifests/terraform/"
	configurations = "../../../fixtures/manifests/terraform-hcl/"
)

func TestFixtures(t *testing.T) {
	for _, file := range fixtureFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			change := readFile(t, file)
			manifesttest.Compare(t, strings.TrimSuffix(file, filepath.Ext(file))+".golden.json", change, *update)
			checkInvariants(t, change)
		})
	}
}

// fixtureFiles lists the plans and configurations among the fixtures.
func fixtureFiles(t testing.TB) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{plans + "*.json", configurations + "*.tf", configurations + "*.tf.json"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			if !strings.HasSuffix(file, ".golden.json") {
				files = append(files, file)
			}
		}
	}
	if len(files) == 0 {
		t.Fatal("no fixtures")
	}
	return files
}

// readFile reads a fixture by its folder.
func readFile(t testing.TB, file string) evaluator.Change {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(file)
	switch {
	case filepath.Ext(file) == ".tf":
		if !terraform.RecogniseHCL(name, data) {
			t.Error("not recognised")
		}
		return terraform.ReadHCL(data, name, beside(filepath.Dir(file)))
	case strings.HasSuffix(file, ".tf.json"):
		root := manifesttest.Parse(t, string(data))
		if !terraform.RecogniseConfiguration(root) {
			t.Error("not recognised")
		}
		return terraform.ReadConfiguration(root, name, beside(filepath.Dir(file)))
	}
	root := manifesttest.Parse(t, string(data))
	if !terraform.RecognisePlan(root) {
		t.Error("not recognised")
	}
	return terraform.ReadPlan(root, name)
}

func beside(folder string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			return nil, errors.New("it is not there")
		}
		return data, nil
	}
}

// checkInvariants checks what holds of every change that was read, whatever the
// file.
func checkInvariants(t *testing.T, change evaluator.Change) {
	t.Helper()
	for _, op := range change.Operations {
		if op.Kind != "terraform-plan" && op.Kind != "terraform-hcl" || op.Path == "" || op.File == "" || op.Line < 1 || op.Column < 1 {
			t.Errorf("kind %q, path %q, at %s:%v", op.Kind, op.Path, op.File, op.Position)
		}
		if op.Reference.Kind == "" || op.Reference.Kind == reference.Unresolved && op.Reference.Reason == "" {
			t.Errorf("%s: unresolved without a reason: %+v", op.Path, op.Reference)
		}
		if op.Reference.Kind == reference.Revision && op.Reference.Revision == 0 {
			t.Errorf("%s: a revision without a number", op.Path)
		}
		for _, gap := range op.Gaps {
			if gap.Field == "" || gap.Reason == "" {
				t.Errorf("%s: empty gap %+v", op.Path, gap)
			}
		}
		for name := range op.Request {
			if _, placed := op.Fields[name]; !placed {
				t.Errorf("%s: %q is in the request and stands nowhere", op.Path, name)
			}
		}
		for _, name := range op.Parameters {
			if at := op.Fields[name]; at.Line < 1 {
				t.Errorf("%s: parameter %q stands at %v", op.Path, name, at)
			}
		}
	}
	for _, failure := range change.Failures {
		if failure.Message == "" || failure.Line < 1 {
			t.Errorf("failure says nothing: %+v", failure)
		}
	}
}
