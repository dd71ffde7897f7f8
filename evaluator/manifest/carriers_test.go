package manifest_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// carrierFolders hold files that carry command lines.
var carrierFolders = []string{"github", "gitlab", "circleci", "buildspec", "bitbucket", "azure", "jenkins", "powershell", "batch"}

// carrierFixtures are the paths of all of them; what they name lies in folders
// beside them.
func carrierFixtures(t testing.TB) []string {
	t.Helper()
	var paths []string
	for _, folder := range carrierFolders {
		found, err := filepath.Glob(fixtures + folder + "/*.*")
		if err != nil || len(found) == 0 {
			t.Fatalf("no fixture in %s (%v)", folder, err)
		}
		bare, _ := filepath.Glob(fixtures + folder + "/Jenkinsfile")
		for _, path := range append(found, bare...) {
			if !strings.HasSuffix(path, ".golden.json") {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// beside opens what lies beside a fixture.
func beside(path string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(filepath.Dir(path), name))
		if err != nil {
			return nil, errors.New("no such file")
		}
		return data, nil
	}
}

// TestCarrierFixtures compares what is read from every fixture with the golden
// file beside it.
func TestCarrierFixtures(t *testing.T) {
	for _, path := range carrierFixtures(t) {
		t.Run(path, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			change := manifest.Read(manifest.File{Name: filepath.Base(path), Data: data}, manifest.Options{Open: beside(path)})
			assertSound(t, change)
			compareStored(t, path+".golden.json", change)
		})
	}
}

// TestCarriedPlaces: what an operation names stands where the operation says.
func TestCarriedPlaces(t *testing.T) {
	for _, path := range carrierFixtures(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := document.SplitLines(data)
		change := manifest.Read(manifest.File{Name: filepath.Base(path), Data: data}, manifest.Options{})
		for _, op := range change.Operations {
			if op.Line > len(lines) || op.Column > len([]rune(lines[op.Line-1]))+1 {
				t.Errorf("%s: %s stands at %s, which the file has not", path, op.Action, place(op.Position))
				continue
			}
			if !strings.HasSuffix(op.Path, "--task-definition") {
				continue
			}
			rest := string([]rune(lines[op.Line-1])[op.Column-1:])
			if !strings.HasPrefix(strings.TrimLeft(rest, `"`), "--task-definition") && !strings.Contains(lines[op.Line-1], "TaskDefinition") {
				t.Errorf("%s: at %s stands %q, want --task-definition", path, place(op.Position), rest)
			}
		}
	}
}

// FuzzCarriers asserts that whatever a file holds is read without a panic and
// stands where the file has a place.
func FuzzCarriers(f *testing.F) {
	for _, path := range carrierFixtures(f) {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Base(path), data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		change := manifest.Read(manifest.File{Name: name, Data: data, Walked: true}, manifest.Options{})
		assertSound(t, change)
		lines := len(document.SplitLines(data))
		for _, op := range change.Operations {
			if op.Line > lines {
				t.Errorf("%s stands in line %d of %d", op.Action, op.Line, lines)
			}
		}
	})
}
