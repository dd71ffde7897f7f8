package manifest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// BenchmarkMixed reads a thousand files of every kind, as a walk through a large
// repository finds them.
func BenchmarkMixed(b *testing.B) {
	var kinds []manifest.File
	err := filepath.WalkDir("../../fixtures/manifests", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".golden.json") || strings.Contains(name, "broken") {
			return err
		}
		data, err := os.ReadFile(name)
		kinds = append(kinds, manifest.File{Name: filepath.ToSlash(name), Data: data, Walked: true})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	files, size := make([]manifest.File, 1000), 0
	for i := range files {
		files[i] = kinds[i%len(kinds)]
		size += len(files[i].Data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		manifest.ReadAll(files, manifest.Options{AnyFiles: true})
	}
}
