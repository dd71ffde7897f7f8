package policykit_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/open-policy-agent/opa/v1/format"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
	"github.com/ecsgate/ecsgate/policies"
)

func bundledPack() evaluator.Pack {
	return evaluator.Pack{Name: "policies", FS: policies.FS(), Bundled: true}
}

// TestScaffold wants whatever can be asked for to load, to be formatted, and to
// pass a test that runs all of it.
func TestScaffold(t *testing.T) {
	t.Parallel()
	for _, operations := range [][]evaluator.Action{
		{evaluator.RunTask}, {evaluator.UpdateService, evaluator.CreateService}, {evaluator.RegisterTaskDefinition},
		{evaluator.RegisterTaskDefinition, evaluator.RunTask}, {evaluator.DeregisterTaskDefinition}, {evaluator.DeleteService, evaluator.Release},
		{evaluator.Stand},
	} {
		t.Run(string(operations[0]), func(t *testing.T) {
			t.Parallel()
			files, err := policykit.Scaffold{Name: "acme.sandbox", ID: "ACME101", Severity: evaluator.Warning, Operations: operations}.Files()
			if err != nil {
				t.Fatal(err)
			}
			pack := fstest.MapFS{}
			for _, f := range files {
				formatted, err := format.Source(f.Name, f.Text)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(formatted, f.Text) {
					t.Errorf("%s is not formatted:\n%s", f.Name, f.Text)
				}
				pack[f.Name] = &fstest.MapFile{Data: f.Text}
			}
			report, err := policykit.Test(t.Context(), policykit.TestOptions{
				Packs: []evaluator.Pack{bundledPack(), {Name: "own", FS: pack}}, Timeout: 10 * time.Second,
			})
			if err != nil {
				t.Fatal(err)
			}
			if report.Summary.Passed != 2 || report.Summary.Tests != 2 || report.Coverage.Percent != 100 {
				t.Errorf("got %v, coverage %v", report.Summary, report.Coverage)
			}
		})
	}
}

func TestScaffoldRefuses(t *testing.T) {
	t.Parallel()
	good := policykit.Scaffold{Name: "acme.sandbox", ID: "ACME101", Severity: evaluator.Error, Operations: []evaluator.Action{evaluator.RunTask}}
	named := func(name string) policykit.Scaffold { s := good; s.Name = name; return s }
	tests := []struct {
		name     string
		scaffold policykit.Scaffold
		want     string
	}{
		{"no name", named(""), "write small letters"},
		{"an empty part", named("acme."), "write small letters"},
		{"a path", named("acme/x"), "write small letters"},
		{"a new line", named("acme\n"), "write small letters"},
		{"a long name", named(strings.Repeat("a", 200)), "write small letters"},
		{"a word of Rego", named("acme.every"), "every is a word of Rego"},
		{"the input", named("input"), "data and input"},
		{"a reserved root", named("system.x"), "system is ecsgate's own"},
		{"a test", named("acme.x_test"), "is a test"},
		{"no operation", policykit.Scaffold{Name: "acme", ID: "ACME1", Severity: evaluator.Error}, "no operation is named"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			files, err := test.scaffold.Files()
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %d files and %v, want %q", len(files), err, test.want)
			}
		})
	}
}

func TestFreeID(t *testing.T) {
	t.Parallel()
	taken := []evaluator.Rule{{ID: "ACME101"}, {ID: "X", Aliases: []string{"ACME102"}}}
	for name, want := range map[string]string{
		"acme.sandbox": "ACME103", "other": "OTHER101", "friday_freeze": "FRIDAYFREE101", "a": "A101",
	} {
		if got := policykit.FreeID(name, taken); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
