package manifest_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

func seed(f *testing.F) {
	for _, pattern := range []string{"cli/*", "broken/*", "cloudformation/*"} {
		paths, err := filepath.Glob(fixtures + pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(filepath.Base(path), data)
		}
	}
	for _, path := range append(storedFixtures(f), scriptFixtures(f)...) {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Base(path), data)
	}
	f.Add("old.txt", []byte("# old\ndelete web:1\nTASKDEFINITIONARNS\tarn:aws:ecs:eu-west-1:123456789012:task-definition/web:2\n"))
	f.Add("old.yaml", []byte("delete:\n- web:1\n---\n- web\n"))
}

// FuzzRead asserts that no file passes unseen: what is of no known kind has an
// operation or a failure, and both stand where the file has a place.
func FuzzRead(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		file := manifest.File{Name: name, Data: data}
		change := manifest.Read(file, manifest.Options{})
		if len(change.Operations)+len(change.Failures) == 0 && !isRecognised(file) && !isIdleScript(file) {
			t.Errorf("nothing was said of %q", data)
		}
		assertSound(t, change)
		file.Walked = true
		assertSound(t, manifest.Read(file, manifest.Options{Operation: evaluator.UpdateService}))
	})
}

// isRecognised reports whether any document of a file is of a known kind: a walk
// that finds nothing else would fail.
func isRecognised(file manifest.File) bool {
	file.Walked = true
	return len(manifest.ReadAll([]manifest.File{file}, manifest.Options{}).Failures) == 0
}

func assertSound(t *testing.T, change evaluator.Change) {
	t.Helper()
	if change.Files != 1 {
		t.Errorf("Files is %d, want 1", change.Files)
	}
	for _, op := range change.Operations {
		if op.Action == "" || op.Origin == "" || op.Kind == "" || op.Reference.Kind == "" {
			t.Errorf("operation lacks what it must have: %+v", op)
		}
		if op.Line < 1 || op.Column < 1 {
			t.Errorf("operation stands nowhere: %+v", op)
		}
	}
	for _, failure := range change.Failures {
		if failure.Message == "" {
			t.Errorf("failure says nothing: %+v", failure)
		}
	}
}

// FuzzReadProposals asserts that no file of proposals passes unseen.
func FuzzReadProposals(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		change := manifest.ReadProposals(manifest.File{Name: name, Data: data})
		if len(change.Operations)+len(change.Failures) == 0 {
			t.Errorf("nothing was said of %q", data)
		}
		assertSound(t, change)
	})
}
