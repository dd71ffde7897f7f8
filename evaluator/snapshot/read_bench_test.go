package snapshot_test

import (
	"bytes"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/snapshot"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
)

// BenchmarkRead reads an account of 50,000 revisions and 2,000 services. The
// budget is 30 ms and 2 MB of file.
func BenchmarkRead(b *testing.B) {
	data := written(b, snapshottest.Account(500, 100, 2000))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := snapshot.Read(data, "account.json"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWrite writes the same account.
func BenchmarkWrite(b *testing.B) {
	state := snapshottest.Account(500, 100, 2000)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := snapshot.Write(&out, state); err != nil {
			b.Fatal(err)
		}
	}
}
