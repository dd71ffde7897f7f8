package manifest_test

import (
	"os"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// BenchmarkReadCLI reads one body of a request.
func BenchmarkReadCLI(b *testing.B) {
	for _, name := range []string{"update-service.json", "start-task.yaml"} {
		b.Run(name, func(b *testing.B) {
			data, err := os.ReadFile(fixtures + "cli/" + name)
			if err != nil {
				b.Fatal(err)
			}
			file := manifest.File{Name: name, Data: data}
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if change := manifest.Read(file, manifest.Options{}); len(change.Operations) != 1 {
					b.Fatalf("got %+v, want one operation", change)
				}
			}
		})
	}
}

// BenchmarkReadAll reads a thousand of them side by side.
func BenchmarkReadAll(b *testing.B) {
	data, err := os.ReadFile(fixtures + "cli/update-service.json")
	if err != nil {
		b.Fatal(err)
	}
	files := make([]manifest.File, 1000)
	for i := range files {
		files[i] = manifest.File{Name: "update-service.json", Data: data}
	}
	b.ReportAllocs()
	for b.Loop() {
		if change := manifest.ReadAll(files, manifest.Options{}); len(change.Operations) != len(files) {
			b.Fatalf("got %d operations, want %d", len(change.Operations), len(files))
		}
	}
}
