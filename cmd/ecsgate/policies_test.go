package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/ecsgate/ecsgate/evaluator"
)

// checkWith runs the command on a manifest in fixtures/policies/manifests, with
// policies of a user's own.
func checkWith(t *testing.T, manifest string, flags ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	if !slices.Contains(flags, "--now") {
		flags = append([]string{"--now", fixtureTime}, flags...)
	}
	args := append([]string{"ecsgate", "check", "--format", "json", "--state", "fixtures/state/shop.json"}, flags...)
	args = append(args, "fixtures/policies/manifests/"+manifest)
	code = run(t.Context(), args, streams{stdin: strings.NewReader(""), stdout: &out, stderr: &err, getenv: func(string) string { return "" }, now: time.Now})
	return code, out.String(), err.String()
}

func reportOf(t *testing.T, stdout, stderr string) *evaluator.Report {
	t.Helper()
	var report evaluator.Report
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatalf("no report: %v\n%s", err, stderr)
	}
	return &report
}

func TestExamplePacks(t *testing.T) {
	t.Chdir("../..")
	naming := []string{"--policy", "fixtures/policies/naming", "--data", "fixtures/policies/naming/teams.json"}
	freeze := func(now string) []string { return []string{"--policy", "fixtures/policies/freeze", "--now", now} }
	tests := []struct {
		name, manifest string
		flags          []string
		want           string
	}{
		{"a family of no team", "register.json", naming, "error ACME101"},
		{"a family of a team", "register-payments.json", naming, "admitted"},
		{"no team configured", "register-payments.json", naming[:2], "error ACME101"},
		{"a deployment on Friday evening", "deploy.json", freeze("2026-11-27T17:30:00Z"), "error ACME201"},
		{"a deployment on Friday morning", "deploy.json", freeze("2026-11-27T09:30:00Z"), "admitted"},
		{"a registration on Friday evening", "register.json", freeze("2026-11-27T17:30:00Z"), "admitted"},
		{"both packs", "register.json", append(freeze("2026-11-27T17:30:00Z"), naming...), "error ACME101"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, stdout, stderr := checkWith(t, test.manifest, test.flags...)
			if got := verdict(reportOf(t, stdout, stderr)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// TestExamplePackTests runs the tests beside the example rules, as opa test does.
func TestExamplePackTests(t *testing.T) {
	for _, pack := range []string{"naming", "freeze"} {
		files, err := filepath.Glob("../../fixtures/policies/" + pack + "/*.rego")
		if err != nil {
			t.Fatal(err)
		}
		modules := map[string]*ast.Module{}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if modules[name], err = ast.ParseModule(name, string(text)); err != nil {
				t.Fatal(err)
			}
		}
		results, err := tester.NewRunner().SetModules(modules).RaiseBuiltinErrors(true).RunTests(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		ran := 0
		for result := range results {
			if ran++; !result.Pass() {
				t.Errorf("%s: %s fails: %v", result.Location, result.Name, result.Error)
			}
		}
		if ran == 0 {
			t.Errorf("%s: no test ran", pack)
		}
	}
}

// policyCases are the packs in a directory, each with the lines of its want.txt.
func policyCases(t *testing.T, root string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(root + "/*/want.txt")
	if err != nil {
		t.Fatal(err)
	}
	packs, err := os.ReadDir(root)
	if err != nil || len(packs) == 0 || len(files) != len(packs) {
		t.Fatalf("%s: %d packs, %d of them with want.txt (%v)", root, len(packs), len(files), err)
	}
	cases := map[string][]string{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		if slices.Contains(lines, "") {
			t.Fatalf("%s has an empty line, which is found everywhere", name)
		}
		cases[path.Dir(filepath.ToSlash(name))] = lines
	}
	return cases
}

// TestBrokenPacks wants a pack refused as a whole, with the place and the
// reason, before anything is judged.
func TestBrokenPacks(t *testing.T) {
	t.Chdir("../..")
	for pack, want := range policyCases(t, "fixtures/policies/broken") {
		t.Run(path.Base(pack), func(t *testing.T) {
			code, stdout, stderr := checkWith(t, "scale.json", "--policy", pack)
			if code != exitFailure || stdout != "" {
				t.Errorf("got exit %d and %q on stdout, want %d and nothing", code, stdout, exitFailure)
			}
			for _, text := range append(want, pack) {
				if !strings.Contains(stderr, text) {
					t.Errorf("got %q, want it to say %q", stderr, text)
				}
			}
		})
	}
}

// TestFailingRules wants a rule that breaks while it looks to be undecided,
// which is not admitted, and the other rules to go on.
func TestFailingRules(t *testing.T) {
	t.Chdir("../..")
	for pack, want := range policyCases(t, "fixtures/policies/failing") {
		t.Run(path.Base(pack), func(t *testing.T) {
			code, stdout, stderr := checkWith(t, "scale.json", "--policy", pack, "--fail-on", "warning")
			report := reportOf(t, stdout, stderr)
			if got := verdict(report); got != "info ECS105" {
				t.Errorf("got %s of the bundled rules, want info ECS105", got)
			}
			undecided := report.Operations[0].Undecided
			if code != 3 || report.Verdict != evaluator.VerdictUndecided || len(undecided) != 1 || undecided[0].Rule != "ACME901" {
				t.Fatalf("got exit %d, %s, undecided %v; want exit 3 for ACME901 alone", code, report.Verdict, undecided)
			}
			if !strings.Contains(undecided[0].Reason, want[0]) {
				t.Errorf("got %q, want it to say %q", undecided[0].Reason, want[0])
			}
		})
	}
}
