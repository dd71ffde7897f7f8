package manifest_test

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// inTree makes a tree of files below a temporary directory and goes there. A
// name that ends in a slash is a directory; "a -> b" is a symbolic link.
func inTree(t *testing.T, names ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, name := range names {
		link, target, isLink := strings.Cut(name, " -> ")
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		switch {
		case isLink:
			err = os.Symlink(target, link)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(name, 0o755)
		default:
			err = os.WriteFile(name, []byte(name), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// find returns the names of the files found, a star behind those of a walk,
// and "name: message" of the failures.
func find(arguments ...string) (names, failures []string) {
	files, failed := manifest.Find(arguments, strings.NewReader("{}"))
	for _, file := range files {
		name := file.Name
		if file.Walked {
			name += "*"
		}
		names = append(names, name)
	}
	for _, failure := range failed {
		failures = append(failures, failure.File+": "+failure.Message)
	}
	return names, failures
}

func TestFind(t *testing.T) {
	tests := []struct {
		name            string
		tree, arguments []string
		files, failures []string
	}{
		{name: "a file whatever its name", tree: []string{"deploy"}, arguments: []string{"deploy"}, files: []string{"deploy"}},
		{name: "a directory, sorted",
			tree:      []string{"d/b.yml", "d/a.JSON", "d/c/x.template", "d/b.txt", "d/a.yaml"},
			arguments: []string{"d"}, files: []string{"d/a.JSON*", "d/a.yaml*", "d/b.yml*", "d/c/x.template*"}},
		{name: "skipped directories",
			tree:      []string{"a.json", ".git/a.json", "x/node_modules/a.json", ".terraform/a.json", ".github/a.yml"},
			arguments: []string{"."}, files: []string{".github/a.yml*", "a.json*"}},
		{name: "a skipped directory by name", tree: []string{".terraform/a.json"},
			arguments: []string{".terraform"}, files: []string{".terraform/a.json*"}},
		{name: "a CDK assembly",
			tree:      []string{"cdk.out/manifest.json", "cdk.out/tree.json", "cdk.out/S.assets.json", "cdk.out/S.template.json", "cdk.out/n/tree.json", "o/tree.json"},
			arguments: []string{"."}, files: []string{"cdk.out/S.template.json*", "o/tree.json*"}},
		{name: "twice", tree: []string{"d/a.json", "l -> d/a.json"},
			arguments: []string{"./d/a.json", "d", "l", "-", "d/../d/a.json", "-"}, files: []string{"d/a.json", "-"}},
		{name: "found, then named", tree: []string{"d/a.json"}, arguments: []string{"d", "d/a.json"}, files: []string{"d/a.json"}},
		{name: "order of the arguments", tree: []string{"b.json", "a.json"},
			arguments: []string{"b.json", "-", "a.json"}, files: []string{"b.json", "-", "a.json"}},
		{name: "linked directory", tree: []string{"real/a.json", "d/link -> ../real"},
			arguments: []string{"d"}, files: []string{"d/link/a.json*"}},
		{name: "loop of links", tree: []string{"d/a.json", "d/loop -> .", "d/self -> self"}, arguments: []string{"d"},
			files: []string{"d/a.json*"}, failures: []string{
				"d/loop: this symbolic link leads back to a directory above it",
				"d/self: too many links"}},
		{name: "broken link", tree: []string{"d/a.json", "d/b.json -> gone", "d/c.txt -> gone"}, arguments: []string{"d"},
			files: []string{"d/a.json*"}, failures: []string{"d/b.json: no such file or directory"}},
		{name: "missing", tree: []string{"a.json"}, arguments: []string{"gone.json", "a.json", ""},
			files: []string{"a.json"}, failures: []string{"gone.json: no such file or directory", `"": empty path`}},
		{name: "nothing in it", tree: []string{"d/a.txt", "e/"}, arguments: []string{"d", "e"},
			failures: []string{
				"d: no .json, .yaml, .yml or .template file in this directory",
				"e: no .json, .yaml, .yml or .template file in this directory"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inTree(t, test.tree...)
			files, failed := find(test.arguments...)
			if !slices.Equal(files, test.files) {
				t.Errorf("files are %q, want %q", files, test.files)
			}
			if len(failed) != len(test.failures) {
				t.Fatalf("failures are %q, want %q", failed, test.failures)
			}
			for i, want := range test.failures {
				if !strings.HasPrefix(failed[i], strings.TrimSuffix(want, "too many links")) {
					t.Errorf("failure is %q, want %q", failed[i], want)
				}
			}
		})
	}
}

func TestFindReadsStandardInput(t *testing.T) {
	files, failures := manifest.Find([]string{"-"}, strings.NewReader(`{"service": "web"}`))
	if len(failures) != 0 || len(files) != 1 || files[0].Name != "-" || string(files[0].Data) != `{"service": "web"}` {
		t.Errorf("got %+v, %+v", files, failures)
	}
}

// An endless or huge file ends in a failure, not in all of the memory.
func TestFindRefusesHugeFiles(t *testing.T) {
	inTree(t, "huge.json", "small.json")
	if err := os.Truncate("huge.json", document.MaxSize+1); err != nil {
		t.Fatal(err)
	}
	files, failures := manifest.Find([]string{"huge.json", "small.json", "-"}, endless{})
	if len(files) != 1 || files[0].Name != "small.json" || len(failures) != 2 || failures[0].File != "huge.json" || failures[1].File != "-" {
		t.Errorf("got %d files, failures %+v, want small.json alone", len(files), failures)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestFindGoesOnAfterWhatItCannotRead(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	inTree(t, "d/a.json", "d/closed/b.json", "d/z.json")
	for name, mode := range map[string]os.FileMode{"d/a.json": 0, "d/closed": 0} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod("d/closed", 0o755) })
	files, failures := find("d")
	if !slices.Equal(files, []string{"d/z.json*"}) || len(failures) != 2 {
		t.Errorf("got %q, %q, want d/z.json and two failures", files, failures)
	}
}

func TestFindReportsABrokenStandardInput(t *testing.T) {
	files, failures := manifest.Find([]string{"-"}, io.MultiReader(strings.NewReader("{"), broken{}))
	if len(files) != 0 || len(failures) != 1 || failures[0].File != "-" {
		t.Errorf("got %+v, %+v, want one failure", files, failures)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }
