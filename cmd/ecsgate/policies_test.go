package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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
