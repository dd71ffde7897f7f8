package snapshottest_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/snapshot"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
)

// TestAccount: the account that the benchmarks use has the size that they
// claim, is a file of at most 2 MB, and reads as it was made.
func TestAccount(t *testing.T) {
	want := snapshottest.Account(500, 100, 2000)
	var out bytes.Buffer
	if err := snapshot.Write(&out, want); err != nil {
		t.Fatal(err)
	}
	if got := out.Len(); got > 2_000_000 {
		t.Errorf("got %d bytes, want at most 2 MB", got)
	}
	got, err := snapshot.Read(out.Bytes(), want.Source)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Regions, want.Regions) {
		t.Error("the account reads other than it was made")
	}
	revisions := 0
	for _, f := range got.Regions[0].Families {
		revisions += f.Active.Len() + f.Inactive.Len() + f.DeleteInProgress.Len()
	}
	if services := len(got.Regions[0].Services); revisions != 50_000 || services != 2000 {
		t.Errorf("got %d revisions and %d services, want 50000 and 2000", revisions, services)
	}
}

func TestAccountOfAnySize(t *testing.T) {
	for _, size := range [][3]int{{0, 0, 0}, {0, 5, 5}, {1, 1, 1}, {3, 2, 50}} {
		state := snapshottest.Account(size[0], size[1], size[2])
		if err := snapshot.Write(&bytes.Buffer{}, state); err != nil {
			t.Errorf("%v: %v", size, err)
		}
		if again := snapshottest.Account(size[0], size[1], size[2]); !reflect.DeepEqual(state, again) {
			t.Errorf("%v: got two accounts from the same arguments", size)
		}
	}
}
