package main_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/ecsgate/ecsgate/"

// arrows says for each room what of the project it may import. They point one
// way: from the command to the satellites, from these to the core, from the
// core to the leaves.
var arrows = map[string][]string{
	"evaluator/pattern":                  {},
	"evaluator/printable":                {},
	"evaluator/junit":                    {},
	"evaluator/nearest":                  {},
	"evaluator/document":                 {},
	"evaluator/reference":                {"evaluator/document"},
	"evaluator":                          {"evaluator/document", "evaluator/reference"},
	"evaluator/manifest":                 {"evaluator", "evaluator/document", "evaluator/reference", "evaluator/manifest/cloudformation", "evaluator/manifest/command", "evaluator/manifest/terraform", "evaluator/nearest", "evaluator/pattern"},
	"evaluator/manifest/cloudformation":  {"evaluator", "evaluator/document", "evaluator/reference"},
	"evaluator/manifest/terraform":       {"evaluator", "evaluator/document", "evaluator/reference", "evaluator/pattern"},
	"evaluator/manifest/manifesttest":    {"evaluator", "evaluator/document", "evaluator/reference"},
	"evaluator/manifest/command":         {"evaluator", "evaluator/document", "evaluator/reference", "evaluator/pattern"},
	"evaluator/snapshot":                 {"evaluator"},
	"evaluator/snapshot/snapshottest":    {"evaluator"},
	"evaluator/report":                   {"evaluator", "evaluator/junit", "evaluator/nearest", "evaluator/printable", "evaluator/reference"},
	"evaluator/config":                   {"evaluator", "evaluator/document", "evaluator/nearest"},
	"evaluator/impact":                   {"evaluator", "evaluator/document", "evaluator/reference", "evaluator/printable"},
	"evaluator/policykit":                {"evaluator", "evaluator/junit", "evaluator/printable"},
	"evaluator/live":                     {"evaluator", "evaluator/document", "evaluator/reference"},
	"evaluator/live/ecstest":             {"evaluator", "evaluator/document", "evaluator/reference"},
	"evaluator/live/ecstest/cmd/ecstest": {"evaluator/live/ecstest", "evaluator/snapshot"},
	"policies":                           {},
	"cmd/ecsgate/internal/early":         {},
	"cmd/ecsgate/internal/disk":          {},
	"cmd/ecsgate/internal/starter":       {},
	"cmd/ecsgate/internal/usage":         {"evaluator/nearest", "evaluator/printable"},
	"cmd/ecsgate/internal/manual":        {"cmd/ecsgate/internal/usage"},
	"cmd/ecsgate/internal/completion":    {},
	"cmd/ecsgate/internal/survey": {
		"cmd/ecsgate/internal/disk", "cmd/ecsgate/internal/starter", "cmd/ecsgate/internal/usage",
		"evaluator", "evaluator/config", "evaluator/document", "evaluator/manifest", "evaluator/snapshot",
	},
	"cmd/ecsgate": {
		"cmd/ecsgate/internal/early", "cmd/ecsgate/internal/disk", "cmd/ecsgate/internal/starter", "cmd/ecsgate/internal/usage",
		"cmd/ecsgate/internal/manual", "cmd/ecsgate/internal/completion", "cmd/ecsgate/internal/survey",
		"evaluator", "evaluator/document", "evaluator/nearest", "evaluator/printable", "evaluator/reference", "evaluator/manifest",
		"evaluator/snapshot", "evaluator/report", "evaluator/config", "evaluator/impact", "evaluator/policykit", "evaluator/live", "policies",
	},
}

// reserved are packages, with everything below them, that only some rooms may
// import. Where it is not only a matter of who writes the import but of what is
// linked, indirect imports count, too.
var reserved = []struct {
	path     string
	indirect bool
	rooms    []string
}{
	// The core takes bytes and returns values. Files are read and written by
	// the command, and by the walk that finds manifests.
	{"os", false, []string{"cmd/ecsgate", "cmd/ecsgate/internal/disk", "cmd/ecsgate/internal/survey", "evaluator/manifest", "evaluator/manifest/manifesttest", testServer}},
	{"syscall", false, []string{"cmd/ecsgate"}},
	{"net", false, []string{"evaluator/live", "evaluator/live/ecstest", testServer}},
	// Who embeds the evaluator or reads a snapshot pays for neither of these; and
	// a fake that shared code with the SDK would share its mistakes.
	{"github.com/aws", true, []string{"cmd/ecsgate", "evaluator/live"}},
	{"github.com/urfave/cli", true, []string{
		"cmd/ecsgate", "cmd/ecsgate/internal/usage", "cmd/ecsgate/internal/manual", "cmd/ecsgate/internal/completion", "cmd/ecsgate/internal/survey",
	}},
}

// testServer is a program of its own: it serves a fake account to whoever wants
// to try things.
const testServer = "evaluator/live/ecstest/cmd/ecstest"

// listed is what go list says of one package.
type listed struct {
	ImportPath, Dir         string
	GoFiles, IgnoredGoFiles []string
	Imports, Deps           []string
	// What tests import, from within their package and from outside.
	TestImports, XTestImports []string
}

func (p listed) room() string { return strings.TrimPrefix(p.ImportPath, module) }

// onlyTests: such a package is no room, nobody can import it.
func (p listed) onlyTests() bool { return len(p.GoFiles)+len(p.IgnoredGoFiles) == 0 }

// list describes the project's packages.
func list(t *testing.T) []listed {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,IgnoredGoFiles,Imports,Deps,TestImports,XTestImports", module+"...")
	var diagnostics strings.Builder
	command.Stderr = &diagnostics
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, diagnostics.String())
	}
	var packages []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		packages = append(packages, p)
	}
}

func TestArrows(t *testing.T) {
	t.Parallel()
	packages := list(t)
	t.Run("rooms", func(t *testing.T) { testRooms(t, packages) })
	t.Run("reserved", func(t *testing.T) { testReserved(t, packages) })
	t.Run("exit", func(t *testing.T) { testOneExit(t, packages) })
	t.Run("dependencies", func(t *testing.T) { testDependencies(t, packages) })
}

func testRooms(t *testing.T, packages []listed) {
	stale := map[string]bool{}
	for room := range arrows {
		stale[room] = true
	}
	for _, p := range packages {
		if p.onlyTests() {
			continue
		}
		delete(stale, p.room())
		allowed, known := arrows[p.room()]
		if !known {
			t.Errorf("%s is a new room: say in the table arrows of cmd/ecsgate/arrows_test.go what it may import, and in .github/CONTRIBUTING.md what it is for", p.room())
			continue
		}
		for _, path := range p.Imports {
			target, ours := strings.CutPrefix(path, module)
			switch {
			case !ours:
			case !slices.Contains(allowed, target):
				t.Errorf("%s imports %s: it may import %q of the project", p.room(), target, allowed)
			case satellite(p.room()) != "" && satellite(target) != "" && satellite(p.room()) != satellite(target):
				t.Errorf("%s imports %s: satellites know the core, never one another", p.room(), target)
			}
		}
	}
	for room := range stale {
		t.Errorf("the table arrows lists %s, which is not there", room)
	}
}

// leaves are the rooms that every satellite may import.
var leaves = []string{"document", "reference", "pattern", "printable", "junit", "nearest"}

// satellite names the satellite that a room is, or is a part of.
func satellite(room string) string {
	parts := strings.SplitN(room, "/", 3)
	if room == testServer {
		return "" // a program uses what it likes
	}
	if len(parts) < 2 || parts[0] != "evaluator" || slices.Contains(leaves, parts[1]) {
		return ""
	}
	return parts[1]
}

func testReserved(t *testing.T, packages []listed) {
	for _, p := range packages {
		for _, r := range reserved {
			imports := p.Imports
			if r.indirect {
				imports = p.Deps
			}
			if slices.Contains(r.rooms, p.room()) {
				continue
			}
			for _, path := range imports {
				if path == r.path || strings.HasPrefix(path, r.path+"/") {
					t.Errorf("%s reaches %s, which is reserved for %q", p.room(), path, r.rooms)
				}
			}
		}
	}
}

// testOneExit keeps the exit code in one hand: whoever leaves elsewhere skips
// the report, or the code that goes with it.
func testOneExit(t *testing.T, packages []listed) {
	var got []string
	for _, p := range packages {
		for _, name := range slices.Concat(p.GoFiles, p.IgnoredGoFiles) {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for range exits(t, filepath.Join(p.Dir, name)) {
				got = append(got, p.room()+"/"+name)
			}
		}
	}
	if want := []string{"cmd/ecsgate/main.go", testServer + "/main.go"}; !slices.Equal(got, want) {
		t.Errorf("the programs can end in %q, want only %q", got, want)
	}
}

// exits finds what ends the process, under whatever name its package is
// imported.
func exits(t *testing.T, name string) []token.Pos {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	packages := map[string]string{}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		packages[path] = path
		if spec.Name != nil {
			delete(packages, path)
			packages[spec.Name.Name] = path
		}
	}
	var found []token.Pos
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := selector.X.(*ast.Ident); ok && ends(packages[x.Name], selector.Sel.Name) {
			found = append(found, selector.Pos())
		}
		return true
	})
	return found
}

func ends(pkg, function string) bool {
	switch pkg {
	case "os", "syscall":
		return function == "Exit"
	case "log":
		return strings.HasPrefix(function, "Fatal")
	}
	return false
}

// testDependencies wants a reason for every module that is imported.
func testDependencies(t *testing.T, packages []listed) {
	const guide = "../../.github/CONTRIBUTING.md"
	text, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Dependencies\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var reasons []string
	for _, row := range regexp.MustCompile("(?m)^\\| `(.+?)` \\| .+ \\|$").FindAllStringSubmatch(section, -1) {
		reasons = append(reasons, row[1])
	}
	for _, p := range packages {
		for _, path := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			// Only the standard library has paths without a host name.
			host, _, _ := strings.Cut(path, "/")
			if strings.HasPrefix(path, module) || !strings.Contains(host, ".") {
				continue
			}
			if !slices.ContainsFunc(reasons, func(m string) bool { return path == m || strings.HasPrefix(path, m+"/") }) {
				t.Errorf("%s imports %s: the table in %s has no reason for its module", p.room(), path, guide)
			}
		}
	}
}
