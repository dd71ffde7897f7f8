package manifest_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// FuzzReadDeployTool reads any file beside any other one, which it may name or
// import: without a panic, and with nothing left without a reason.
func FuzzReadDeployTool(f *testing.F) {
	roots, err := filepath.Glob(fixtures + "ecspresso/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, root := range append(roots, fixtures+"ecschedule", fixtures+"copilot") {
		files := tree(root).files(f)
		for i, file := range files {
			f.Add(file.Name, file.Data, files[(i+1)%len(files)].Data)
		}
	}
	f.Fuzz(func(t *testing.T, name string, data, beside []byte) {
		options := manifest.Options{Open: func(string) ([]byte, error) { return beside, nil }}
		change := manifest.Read(manifest.File{Name: name, Data: data}, options)
		assertSound(t, change)
		for _, op := range change.Operations {
			if op.Reference.Kind == reference.Unresolved && op.Reference.Reason == "" {
				t.Errorf("unresolved without a reason: %+v", op)
			}
			for _, gap := range op.Gaps {
				if gap.Field == "" || gap.Reason == "" {
					t.Errorf("empty gap: %+v", op)
				}
			}
		}
	})
}

// BenchmarkReadDeployTools reads a configuration with its files, and 1 MB of
// scheduled rules.
func BenchmarkReadDeployTools(b *testing.B) {
	for _, name := range []string{"shop/ecspresso.yml", "jsonnet/ecspresso.jsonnet"} {
		b.Run(name, func(b *testing.B) {
			in := tree(fixtures + "ecspresso")
			data, err := in.open(name)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				change := manifest.Read(manifest.File{Name: name, Data: data}, manifest.Options{Open: in.open})
				if len(change.Operations) != 2 {
					b.Fatalf("got %+v, want two operations", change)
				}
			}
		})
	}
	b.Run("rules", func(b *testing.B) {
		var text strings.Builder
		text.WriteString("region: eu-west-1\ncluster: batch\nrules:\n")
		for i := 0; text.Len() < 1<<20; i++ {
			fmt.Fprintf(&text, "- name: job-%d\n  scheduleExpression: rate(1 day)\n  taskDefinition: \"{{ env `FAMILY` `job` }}:%d\"\n", i, i+1)
		}
		data := []byte(text.String())
		b.ReportAllocs()
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			change := manifest.Read(manifest.File{Name: "ecschedule.yaml", Data: data}, manifest.Options{})
			if len(change.Operations) < 1000 {
				b.Fatalf("got %d operations", len(change.Operations))
			}
		}
	})
}
