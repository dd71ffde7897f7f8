package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
	"github.com/ecsgate/ecsgate/policies"
)

// TestBundleWithoutARule: a bundle that an older version made, or that lost a file,
// must not pass for one whose rules all looked.
func TestBundleWithoutARule(t *testing.T) {
	t.Chdir("../..")
	files := ownRules(t)
	delete(files, "ecs/launch/update_service_inactive/update_service_inactive.rego")
	bundle, err := policykit.MakeBundle([]evaluator.Pack{{Name: "policies", FS: files, Bundled: true}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	expectRefusal(t, bundle, "leaves out rules of this version or of the configuration (ECS103)")

	bundle.Revision = "sha256:" + strings.Repeat("0", 64)
	expectRefusal(t, bundle, "was altered after it was made")
}

// ownRules is the built-in rules as files that a test may take away.
func ownRules(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(policies.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, "_test.rego") {
			return err
		}
		text, err := fs.ReadFile(policies.FS(), name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func expectRefusal(t *testing.T, bundle *policykit.Bundle, want string) {
	t.Helper()
	var archive bytes.Buffer
	if err := bundle.Write(&archive, nil); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "bundle.tar.gz")
	if err := os.WriteFile(file, archive.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"ecsgate", "check", "--state", "fixtures/state/shop.json", "--bundle", file, "fixtures/shop/deploy/web.json"},
		streams{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, now: time.Now})
	if code != exitFailure || !strings.Contains(stderr.String(), want) || stdout.Len() > 0 {
		t.Errorf("got exit %d, %q and %q, want %q", code, stdout.String(), stderr.String(), want)
	}
}
