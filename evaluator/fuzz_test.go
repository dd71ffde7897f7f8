package evaluator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/report"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// FuzzEvaluate gives the whole way from bytes to a report whatever it likes: a
// manifest, proposals and a snapshot. It never panics; every operation is in
// the report with one of the three outcomes; two runs give the same bytes.
func FuzzEvaluate(f *testing.F) {
	core := bundled(f)
	shop := read(f, "../fixtures/state/shop.json")
	for _, pattern := range []string{"../fixtures/manifests/cli/*", "../fixtures/manifests/cloudformation/*", "../fixtures/shop/deploy/*"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("no seed in %s: %v", pattern, err)
		}
		for _, name := range names {
			f.Add(read(f, name), []byte("web:40\ndelete web:41\nweb\n"), shop)
		}
	}
	f.Add([]byte(`{"taskDefinition": "web:41", "cluster": "prod", "count": 1}`), []byte("web:46\nweb:latest\n"), read(f, "../fixtures/state/incomplete.json"))
	now := time.Date(2026, 11, 23, 10, 5, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, body, proposals, state []byte) {
		change := manifest.Read(manifest.File{Name: "fuzz", Data: body}, manifest.Options{AnyFiles: true})
		change.Append(manifest.ReadProposals(manifest.File{Name: "proposals", Data: proposals}))
		run := evaluator.Run{Now: now, Explain: true, RuleDeadline: time.Minute}
		run.State, _ = snapshot.Read(state, "state")
		first := judged(t, core, change, run)
		run.Workers = 1
		if second := judged(t, core, change, run); !bytes.Equal(first, second) {
			t.Error("two runs on the same input differ")
		}
	})
}

func judged(t *testing.T, core *evaluator.Evaluator, change evaluator.Change, run evaluator.Run) []byte {
	t.Helper()
	got, err := core.Evaluate(context.Background(), change, run)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Operations) != len(change.Operations) {
		t.Fatalf("got %d operations in the report, want %d", len(got.Operations), len(change.Operations))
	}
	for _, op := range got.Operations {
		switch op.Outcome {
		case evaluator.VerdictAdmitted, evaluator.VerdictUndecided, evaluator.VerdictViolation:
		default:
			t.Fatalf("%s %s has the outcome %q", op.Action, op.Path, op.Outcome)
		}
	}
	var text bytes.Buffer
	if err := report.Write(&text, "text", got, report.Options{Explain: true}); err != nil {
		t.Fatal(err)
	}
	var encoded bytes.Buffer
	if err := report.Write(&encoded, "json", got, report.Options{Explain: true}); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(encoded.Bytes()) {
		t.Fatal("the JSON report is no JSON")
	}
	return encoded.Bytes()
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
