package snapshot_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

var update = flag.Bool("update", false, "rewrite the fixtures in the form that Write gives them")

const fixtures = "../../fixtures/state"

// TestFixtures reads each account that is worth looking at, and keeps the files
// in the form in which they would be written.
func TestFixtures(t *testing.T) {
	tests := []struct {
		file                                  string
		regions, families, services, complete int
	}{
		{"empty.json", 1, 0, 0, 11},
		{"incomplete.json", 1, 2, 1, 4},
		{"shop.json", 1, 11, 8, 11},
		{"two-regions.json", 2, 5, 5, 22},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			path := filepath.Join(fixtures, test.file)
			data, state := readFixture(t, path)
			families, services, complete := 0, 0, 0
			for _, r := range state.Regions {
				families += len(r.Families)
				services += len(r.Services)
				for _, c := range r.Coverage {
					if c.Complete {
						complete++
					}
				}
			}
			if len(state.Regions) != test.regions || families != test.families || services != test.services || complete != test.complete {
				t.Errorf("got %d Regions, %d families, %d services, %d complete kinds; want %d, %d, %d, %d",
					len(state.Regions), families, services, complete, test.regions, test.families, test.services, test.complete)
			}
			if want := written(t, state); *update {
				if err := os.WriteFile(path, want, 0o644); err != nil {
					t.Fatal(err)
				}
			} else if !bytes.Equal(data, want) {
				t.Errorf("%s is not in the form that Write gives it: run go test ./evaluator/snapshot -update", test.file)
			}
		})
	}
	files, err := filepath.Glob(filepath.Join(fixtures, "*.json"))
	if err != nil || len(files) != len(tests) {
		t.Errorf("got %d fixtures (%v), want %d: each has a row above", len(files), err, len(tests))
	}
}

func readFixture(t testing.TB, path string) ([]byte, *evaluator.State) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	state, err := snapshot.Read(data, filepath.Base(path))
	if err != nil {
		t.Fatal(err)
	}
	return data, state
}

// TestReadmeExample: what people copy has to work.
func TestReadmeExample(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(fixtures, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := bytes.Cut(readme, []byte("```json\n"))
	example, _, found := bytes.Cut(rest, []byte("```"))
	if !found {
		t.Fatal("the README shows no snapshot")
	}
	if _, err := snapshot.Read(example, "README.md"); err != nil {
		t.Error(err)
	}
}
