package manifest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// BenchmarkCarriers reads each fixture, and scripts of a megabyte.
func BenchmarkCarriers(b *testing.B) {
	for _, path := range carrierFixtures(b) {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		benchmarkRead(b, filepath.Base(path), data)
		switch filepath.Ext(path) {
		case ".ps1", ".cmd":
			benchmarkRead(b, "1MB"+filepath.Ext(path), bytes.Repeat(data, 1<<20/len(data)))
		}
	}
	step := []byte("      - run: |\n          npm ci\n          npm test\n")
	benchmarkRead(b, "1MB-nothing.yml", append([]byte("on: push\njobs:\n  a:\n    steps:\n"), bytes.Repeat(step, 1<<20/len(step))...))
}

func benchmarkRead(b *testing.B, name string, data []byte) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			manifest.Read(manifest.File{Name: name, Data: data}, manifest.Options{})
		}
	})
}
