package snapshot_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

var positioned = regexp.MustCompile(`^fuzz:[1-9][0-9]*:[1-9][0-9]*: [^\n]+$`)

// FuzzRead: any bytes give a state or an error of one line with a place, never
// both; what is accepted is written to something that reads the same.
func FuzzRead(f *testing.F) {
	f.Add([]byte(valid))
	files, err := filepath.Glob(filepath.Join(fixtures, "*.json"))
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		state, err := snapshot.Read(data, "fuzz")
		if err != nil {
			if state != nil || !positioned.MatchString(err.Error()) {
				t.Fatalf("got %v with %q", state, err)
			}
			return
		}
		again, err := snapshot.Read(written(t, state), "again")
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(content(again), content(state)) {
			t.Fatalf("got %+v, want %+v", again, state)
		}
	})
}
