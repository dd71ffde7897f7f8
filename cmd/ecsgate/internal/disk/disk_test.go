package disk_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
)

func saying(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// TestWrite: a file is written as a whole or not at all, through a link, and keeps
// its mode; nothing is left beside it.
func TestWrite(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	name, link := filepath.Join(directory, "report.txt"), filepath.Join(directory, "link")
	if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(name, link); err != nil {
		t.Skip("no symbolic links here")
	}
	full := errors.New("disk full")
	if err := disk.Write(link, func(w io.Writer) error { return errors.Join(saying("half")(w), full) }); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
	if got, err := os.ReadFile(name); string(got) != "old" || err != nil {
		t.Errorf("got %q, %v: a write that failed must leave the old text", got, err)
	}
	if err := disk.Write(link, saying("new")); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(name)
	info, _ := os.Lstat(link)
	if string(got) != "new" || err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("got %q, %v, link %v", got, err, info.Mode())
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("got mode %v, %v, want 640", info.Mode(), err)
	}
	if entries, err := os.ReadDir(directory); len(entries) != 2 || err != nil {
		t.Errorf("got %v, %v: something is left over", entries, err)
	}
}

// TestWriteNames: an error names the file that was asked for, and no temporary one.
func TestWriteNames(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "missing", "report.txt")
	for what, err := range map[string]error{
		"Write": disk.Write(name, saying("")), "WritePrivate": disk.WritePrivate(name, saying("")), "CheckWritable": disk.CheckWritable(name),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), name+": ") {
			t.Errorf("%s: got %v, want %s: …", what, err, name)
		}
	}
}

// TestRepositoryAbove: it begins where .git is, a directory or a file.
func TestRepositoryAbove(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	below := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(below, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := disk.Create(filepath.Join(root, ".git"), []byte("gitdir: elsewhere\n")); err != nil {
		t.Fatal(err)
	}
	if got := disk.RepositoryAbove(below); got != root {
		t.Errorf("got %q, want %q", got, root)
	}
	for base, want := range map[string]bool{root: true, below: true, filepath.Join(root, "ab"): false, filepath.Join(root, "a", "c"): false} {
		if got := disk.IsBelow(below, base); got != want {
			t.Errorf("%s below %s: got %t", below, base, got)
		}
	}
}
