package snapshot_test

import (
	"bytes"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// written is a state as a file.
func written(t testing.TB, state *evaluator.State) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := snapshot.Write(&out, state); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// content is a state without what belongs to the file that it was read from.
func content(state *evaluator.State) evaluator.State {
	return evaluator.State{TakenAt: state.TakenAt, Regions: state.Regions}
}
