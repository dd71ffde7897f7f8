package starter_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// full has everything that a repository can hold, empty nothing; tools has what the
// job must make first.
var (
	full = starter.Repository{
		Ref: "v1.2.3", Paths: []string{"deploy/", "12/", "release.sh"}, Snapshots: []string{"account.json", "state/us.json"},
		Policies: []string{"policies/"}, Bodies: "deploy", AccountID: "012345678901", Regions: []string{"eu-west-1", "us-east-1"},
		Stage: "yes: check #1", StageNote: "the first of your stages",
	}
	tools = starter.Repository{
		Ref: "v1.2.3", Paths: []string{"envs/", "release.sh"}, Terraform: "envs/prod",
		Apps: []starter.App{{Directory: ".", Install: "npm ci"}, {Directory: "envs/app"}, {Directory: "jobs/app"}},
	}
	empty = starter.Repository{Ref: "main", Paths: []string{"."}, Bare: true}
)

func TestGolden(t *testing.T) {
	for name, r := range map[string]starter.Repository{"full": full, "tools": tools, "empty": empty} {
		files := map[string]func() ([]byte, error){"ecsgate.yaml": r.Configuration, "pre-commit.yaml": r.PreCommit}
		for _, ci := range starter.Systems() {
			files[ci.Name+".yml"] = func() ([]byte, error) { return r.Job(ci) }
		}
		for file, text := range files {
			got, err := text()
			if err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join("testdata", name+"."+file), got)
		}
	}
}

func compare(t *testing.T, golden string, got []byte) {
	t.Helper()
	var tree map[string]any
	if err := yaml.Unmarshal(got, &tree); err != nil {
		t.Errorf("%s: %v", golden, err)
	}
	if bytes.Contains(got, []byte(" \n")) || !bytes.HasSuffix(got, []byte("\n")) || bytes.HasSuffix(got, []byte("\n\n")) {
		t.Errorf("%s: white space at an end", golden)
	}
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got\n%s", golden, got)
	}
}

// What is written as a comment, to be taken up, is right as well.
func TestCommentsAreYAML(t *testing.T) {
	text, err := full.Configuration()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		bare := strings.TrimPrefix(line, "# ")
		if first, _, _ := strings.Cut(bare, " "); bare == line || strings.HasSuffix(strings.TrimSpace(first), ":") || first == "" {
			lines = append(lines, bare)
		}
	}
	var tree map[string]any
	if err := yaml.Unmarshal([]byte(strings.Join(lines, "")), &tree); err != nil {
		t.Fatalf("%v\n%s", err, strings.Join(lines, ""))
	}
	for _, key := range []string{"version", "state", "max-state-age", "account", "regions", "targets", "policies", "fail-on", "rules", "waivers"} {
		if tree[key] == nil {
			t.Errorf("the configuration does not show %s", key)
		}
	}
	if got, want := tree["account"], full.AccountID; got != want {
		t.Errorf("got account %v, want %v", got, want)
	}
}

// The steps for a plan are right once somebody takes the marks away.
func TestPlanIsYAML(t *testing.T) {
	for _, ci := range starter.Systems() {
		text, err := tools.Job(ci)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, marked := strings.Cut(string(text), " everything. ")
		head, steps, _ := strings.Cut(rest, " #\n")
		marks := regexp.MustCompile(`(?m)^( *)# `)
		bare := string(text[:len(text)-len(rest)]) + head + " #\n" + marks.ReplaceAllString(steps, "$1")
		var tree map[string]any
		if err := yaml.Unmarshal([]byte(bare), &tree); err != nil || !marked {
			t.Errorf("%s: %v in\n%s", ci.Name, err, bare)
		}
		if got := fmt.Sprint(tree); !strings.Contains(got, "terraform -chdir=envs/prod show -json plan.tfplan > plan.json") {
			t.Errorf("%s: no plan is shown in %s", ci.Name, got)
		}
	}
}

func TestJobPaths(t *testing.T) {
	apps := []starter.App{{Directory: "."}, {Directory: "infra"}}
	for _, test := range []struct{ paths, want string }{
		{"", "cdk.out/ infra/cdk.out/"},
		{"deploy/", "deploy/ cdk.out/ infra/cdk.out/"},
		{"infra/", "infra/ cdk.out/"},
		{"infra", "infra cdk.out/ infra/cdk.out/"},
		{".", "."},
	} {
		r := starter.Repository{Paths: strings.Fields(test.paths), Apps: apps}
		if got := strings.Join(r.JobPaths(), " "); got != test.want {
			t.Errorf("%q: got %q, want %q", test.paths, got, test.want)
		}
		if got := strings.Join(r.HookArguments(), " "); strings.Contains(got, "cdk.out") {
			t.Errorf("%q: the hook wants what the job makes: %s", test.paths, got)
		}
	}
}

func TestPlain(t *testing.T) {
	for name, want := range map[string]bool{
		"deploy/": true, "release.sh": true, ".github/workflows/": true, ".": true, "a_b-c.d": true,
		"": false, "-x": false, "a b": false, "${{ secrets.X }}": false, "a\nb": false, "a:b": false, "$(id)": false, "ä": false,
	} {
		if got := starter.Plain(name); got != want {
			t.Errorf("Plain(%q) = %v, want %v", name, got, want)
		}
	}
}
