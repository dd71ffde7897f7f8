package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// examplePacks are the packs of fixtures/policies that people may start from.
var examplePacks = []string{"naming", "freeze", "content"}

const packs = "fixtures/policies/"

func TestExamplePacks(t *testing.T) {
	t.Chdir("../..")
	naming := []string{"--policy", packs + "naming", "--data", packs + "naming/teams.json"}
	content := []string{"--policy", packs + "content"}
	freeze := func(now string, more ...string) []string {
		return append([]string{"--policy", packs + "freeze", "--now", now}, more...)
	}
	windows := []string{"--data", packs + "freeze/windows.json"}
	tests := []struct {
		name, manifest string
		flags          []string
		want           string
	}{
		{"a family of no team", "register.json", naming, "error ACME101"},
		{"a family of a team", "register-payments.json", naming, "admitted"},
		{"no team configured", "register-payments.json", naming[:2], "error ACME101"},
		{"a service called otherwise", "create.json", naming, "warning ACME102"},
		{"a deployment on Friday evening", "deploy.json", freeze("2026-11-27T17:30:00Z"), "error ACME201"},
		{"a deployment on Friday morning", "deploy.json", freeze("2026-11-27T09:30:00Z"), "admitted"},
		{"scaling on Friday evening", "scale.json", freeze("2026-11-27T17:30:00Z"), "info ECS105"},
		{"a registration on Friday evening", "register.json", freeze("2026-11-27T17:30:00Z"), "admitted"},
		{"a deployment on a holiday", "deploy.json", freeze("2026-12-24T10:00:00Z", windows...), "error ACME202"},
		{"a deployment after the holidays", "deploy.json", freeze("2026-12-28T10:00:00Z", windows...), "admitted"},
		{"careless containers", "register-careless.json", content, "error ACME301, error ACME302, error ACME303, warning ACME304"},
		{"careful containers", "register-careful.json", content, "admitted"},
		{"containers of a template", "register.yaml", content, "warning ACME301"},
		{"containers that are computed", "register.tf", content, "warning ACME305"},
		{"two packs", "register.json", append(freeze("2026-11-27T17:30:00Z"), naming...), "error ACME101"},
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

// ecsgate runs a command line from the root of the repository.
func ecsgate(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(t.Context(), append([]string{"ecsgate"}, args...), streams{
		stdin: strings.NewReader(""), stdout: &out, stderr: &err, getenv: func(string) string { return "" }, now: time.Now,
	})
	return code, out.String(), err.String()
}

// TestExamplePackTests runs the tests beside the example rules, which run every
// line of them.
func TestExamplePackTests(t *testing.T) {
	t.Chdir("../..")
	for _, pack := range examplePacks {
		if code, stdout, stderr := ecsgate(t, "test", "--threshold", "100", packs+pack); code != 0 {
			t.Errorf("%s: exit %d\n%s%s", pack, code, stdout, stderr)
		}
	}
}

// TestExamplePackReadmes wants the rules of a pack in its README.
func TestExamplePackReadmes(t *testing.T) {
	t.Chdir("../..")
	for _, pack := range examplePacks {
		text, err := os.ReadFile(packs + pack + "/README.md")
		if err != nil {
			t.Fatal(err)
		}
		core, err := loadPolicies([]string{packs + pack}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range core.Rules() {
			number, isTheirs := strings.CutPrefix(rule.ID, "ACME")
			if isTheirs && !strings.Contains(string(text), number) {
				t.Errorf("%s: the README does not name %s", pack, rule.ID)
			}
			for name := range rule.Parameters {
				if isTheirs && !strings.Contains(string(text), "`"+name+"`") {
					t.Errorf("%s: the README does not name the parameter %s of %s", pack, name, rule.ID)
				}
			}
		}
	}
}
