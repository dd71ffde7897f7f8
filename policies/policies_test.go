package policies_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/policies"
)

// sources reads every Rego file of the pack, tests included.
func sources(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(policies.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".rego" {
			return err
		}
		text, err := fs.ReadFile(policies.FS(), name)
		files[name] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no Rego file is embedded")
	}
	return files
}

func modules(t *testing.T) map[string]*ast.Module {
	t.Helper()
	parsed := map[string]*ast.Module{}
	for name, text := range sources(t) {
		m, err := ast.ParseModuleWithOpts(name, string(text), ast.ParserOptions{ProcessAnnotation: true})
		if err != nil {
			t.Fatal(err)
		}
		parsed[name] = m
	}
	return parsed
}

// TestRego runs the tests that stand beside the rules, as `opa test policies`
// does, and wants every line of every rule run by one of them.
func TestRego(t *testing.T) {
	t.Parallel()
	parsed := modules(t)
	coverage := cover.New()
	runner := tester.NewRunner().SetModules(parsed).SetCoverageQueryTracer(coverage).RaiseBuiltinErrors(true)
	results, err := runner.RunTests(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for result := range results {
		ran++
		if !result.Pass() {
			t.Errorf("%s:%d: %s fails: %v", result.Location.File, result.Location.Row, result.Name, result.Error)
		}
	}
	if ran == 0 {
		t.Fatal("no test ran")
	}
	report := coverage.Report(parsed)
	for _, name := range slices.Sorted(maps.Keys(parsed)) {
		file := report.Files[name]
		if strings.HasSuffix(name, "_test.rego") || file == nil {
			continue
		}
		for _, missed := range file.NotCovered {
			t.Errorf("%s:%d-%d: no test runs these lines", name, missed.Start.Row, missed.End.Row)
		}
	}
}

func TestFormatted(t *testing.T) {
	t.Parallel()
	for name, text := range sources(t) {
		want, err := format.Source(name, text)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(text, want) {
			t.Errorf("%s is not formatted: run opa fmt --write policies", name)
		}
	}
}

// TestDirectoryIsPackage lets a reader find a rule by its package.
func TestDirectoryIsPackage(t *testing.T) {
	t.Parallel()
	for name, m := range modules(t) {
		pkg := strings.TrimPrefix(m.Package.Path.String(), "data.")
		want := strings.ReplaceAll(path.Dir(name), "/", ".")
		if strings.TrimSuffix(pkg, "_test") != want {
			t.Errorf("%s: got package %s, want %s", name, pkg, want)
		}
	}
}

func load(t *testing.T) *evaluator.Evaluator {
	t.Helper()
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		t.Fatal(err)
	}
	return core
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	files := sources(t)
	for _, rule := range load(t).Rules() {
		if !regexp.MustCompile(`^ECS[1-9]\d\d$`).MatchString(rule.ID) {
			t.Errorf("%s: the id %q is not ECS and three digits", rule.File, rule.ID)
		}
		if len(rule.Title) > 60 || strings.HasSuffix(rule.Title, ".") {
			t.Errorf("%s: the title %q is over 60 characters or ends in a period", rule.File, rule.Title)
		}
		if len(rule.Links) == 0 {
			t.Errorf("%s: no related_resources", rule.File)
		}
		for _, link := range rule.Links {
			if !strings.HasPrefix(link.Ref, "https://") || link.Description == "" {
				t.Errorf("%s: the link %q needs https and a description", rule.File, link.Ref)
			}
		}
		for name := range rule.Parameters {
			if rule.ParameterTypes[name] == "" {
				t.Errorf("%s: of the parameter %s nobody says what it must be", rule.File, name)
			}
		}
		if want := path.Base(path.Dir(rule.File)) + ".rego"; path.Base(rule.File) != want {
			t.Errorf("%s: the file is not called %s", rule.File, want)
		}
		if test := strings.TrimSuffix(rule.File, ".rego") + "_test.rego"; files[test] == nil {
			t.Errorf("%s: no %s beside it", rule.File, path.Base(test))
		}
	}
}

// TestBundledRulesCompile compiles every area as a user's pack would be: whole,
// strictly and against the schema.
func TestBundledRulesCompile(t *testing.T) {
	t.Parallel()
	rules := map[string]bool{}
	for _, rule := range load(t).Rules() {
		rules[rule.Package] = true
	}
	for name, m := range modules(t) {
		pkg := strings.TrimPrefix(m.Package.Path.String(), "data.")
		if !rules[pkg] && !strings.HasPrefix(pkg, "ecs.lib.") && !strings.HasSuffix(pkg, "_test") {
			t.Errorf("%s: package %s is neither a rule nor a library", name, pkg)
		}
	}
	if err := load(t).CompileAll(); err != nil {
		t.Error(err)
	}
}

// TestWordsAreKnown finds statuses that ECS never says: every all-caps text in
// a rule is a value of an enum of the input schema. The type checker does not
// look into enums.
func TestWordsAreKnown(t *testing.T) {
	t.Parallel()
	known := enumValues(t)
	capitals := regexp.MustCompile(`^[A-Z][A-Z_]+$`)
	for name, m := range modules(t) {
		if strings.HasSuffix(name, "_test.rego") {
			continue
		}
		ast.WalkTerms(m, func(term *ast.Term) bool {
			text, ok := term.Value.(ast.String)
			if ok && capitals.MatchString(string(text)) && !known[string(text)] {
				t.Errorf("%s: %q is no value of an enum of the input schema", term.Location, text)
			}
			return false
		})
	}
}

func enumValues(t *testing.T) map[string]bool {
	t.Helper()
	var schema any
	if err := json.Unmarshal(evaluator.InputSchema(), &schema); err != nil {
		t.Fatal(err)
	}
	values := map[string]bool{}
	var walk func(any)
	walk = func(node any) {
		object, _ := node.(map[string]any)
		enum, _ := object["enum"].([]any)
		for _, value := range enum {
			values[value.(string)] = true
		}
		for _, child := range object {
			walk(child)
		}
	}
	walk(schema)
	return values
}
