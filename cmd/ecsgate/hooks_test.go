package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// hook is what the tests read of .pre-commit-hooks.yaml.
type hook struct {
	ID, Name, Description, Entry, Language, Files, Exclude string
	Args, Types                                            []string
	PassFilenames                                          *bool  `yaml:"pass_filenames"`
	RequireSerial                                          bool   `yaml:"require_serial"`
	MinimumVersion                                         string `yaml:"minimum_pre_commit_version"`
}

// words is the command line that pre-commit makes of a hook.
func (h hook) words() []string {
	words := append(strings.Fields(h.Entry), h.Args...)
	if h.PassFilenames == nil || *h.PassFilenames {
		words = append(words, "deploy/web.json")
	}
	return words
}

func readHooks(t *testing.T) []hook {
	t.Helper()
	var hooks []hook
	readYAML(t, "../../.pre-commit-hooks.yaml", &hooks)
	if len(hooks) == 0 {
		t.Fatal("there are no hooks")
	}
	return hooks
}

func TestHooks(t *testing.T) {
	hooks := readHooks(t)
	entries := map[string]string{}
	for _, h := range hooks {
		entries[h.ID] = strings.Join(h.words(), " ")
	}
	for _, h := range hooks {
		if err := accept(h.words()); err != nil {
			t.Errorf("%s: %v", h.ID, err)
		}
		// A staged file may be anything, and files are judged together.
		if strings.HasPrefix(h.Entry, "ecsgate check") && !strings.Contains(h.Entry, "--any-files") {
			t.Errorf("%s: --any-files is not in %q", h.ID, h.Entry)
		}
		if !h.RequireSerial || len(h.Types) == 0 || h.Files == "" || h.Description == "" || h.MinimumVersion == "" {
			t.Errorf("%s is not filtered by type and path, not serial, or does not say what it is or needs", h.ID)
		}
		if twin := h.ID + "-system"; h.Language == "golang" && entries[twin] != entries[h.ID] {
			t.Errorf("%s runs %q, %s runs %q", h.ID, entries[h.ID], twin, entries[twin])
		}
	}
}

// TestHookFiles holds the filter to what may be a manifest: a name too many costs
// some milliseconds, one too few a manifest that nobody looked at.
func TestHookFiles(t *testing.T) {
	hooks := readHooks(t)
	i := slices.IndexFunc(hooks, func(h hook) bool { return h.ID == "ecsgate-lint" })
	files, others := pythonPattern(hooks[i].Files), pythonPattern(hooks[i].Exclude)
	for name, want := range map[string]bool{
		"deploy/web.json": true, "web.YAML": true, "ecs/task.yml": true, "stack.template": true, "machine.asl": true,
		"task.json.tftpl": true, "infra/ecs.tf": true, "infra/ecs.tofu": true, "deploy.jsonnet": true, "Jenkinsfile": true,
		"Makefile": true, "build/ecs.mk": true, "bin/deploy": true, "deploy.sh": true, "deploy.ps1": true, "deploy.cmd": true,
		".github/workflows/deploy.yml": true, "appspec.yaml": true, "package.json": true,
		"main.go": false, "README.md": false, "package-lock.json": false, "web/node_modules/x/y.json": false, "logo.svg": false,
	} {
		if got := files.MatchString(name) && !others.MatchString(name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

// pythonPattern compiles an expression of the kind that Python calls verbose.
func pythonPattern(expression string) *regexp.Regexp {
	expression = strings.Join(strings.Fields(expression), "")
	return regexp.MustCompile(strings.Replace(expression, "x)", ")", 1))
}

// TestPreCommit commits to a repository that has the hooks, where pre-commit is
// on the PATH.
func TestPreCommit(t *testing.T) {
	if _, err := exec.LookPath("pre-commit"); err != nil {
		t.Skip("pre-commit is not on the PATH")
	}
	r := newHookedRepository(t)
	for _, test := range []struct {
		name, file, text string
		stopped          bool
		want             string
	}{
		{"a revision that is INACTIVE", "deploy/web.json", `{"cluster": "prod", "service": "web", "taskDefinition": "web:41"}`, true, "[ECS103]"},
		{"the same with one that is ACTIVE", "deploy/web.json", `{"cluster": "prod", "service": "web", "taskDefinition": "web:43"}`, false, "Passed"},
		{"a file that is no manifest", "values.yaml", "name: shop\n", false, "Passed"},
		{"a file that is never one", "main.go", "package main\n", false, "no files to check"},
	} {
		r.write(test.file, test.text)
		r.git("add", "--all")
		output, err := r.command("git", "commit", "--message", test.name).CombinedOutput()
		if (err != nil) != test.stopped || !strings.Contains(string(output), test.want) {
			t.Errorf("%s: got error %v, want one: %v; and %q in\n%s", test.name, err, test.stopped, test.want, output)
		}
	}
}

// repository is a scratch repository of git.
type repository struct {
	*testing.T
	directory string
	env       []string
}

// newHookedRepository has the hooks of this repository installed.
func newHookedRepository(t *testing.T) *repository {
	hooks := &repository{T: t, directory: t.TempDir(), env: append(os.Environ(),
		"PRE_COMMIT_HOME="+t.TempDir(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=test", "GIT_AUTHOR_EMAIL=test@example.com", "GIT_COMMITTER_NAME=test", "GIT_COMMITTER_EMAIL=test@example.com",
	)}
	hooks.copy("../../.pre-commit-hooks.yaml", ".pre-commit-hooks.yaml")
	hooks.git("init", "--quiet")
	hooks.git("add", "--all")
	hooks.git("commit", "--quiet", "--message", "hooks")
	hooks.git("tag", "v0.0.0")

	r := &repository{T: t, directory: t.TempDir(), env: hooks.env}
	r.copy("../../fixtures/state/shop.json", "account.json")
	r.write(".pre-commit-config.yaml", `repos:
  - repo: `+hooks.directory+`
    rev: v0.0.0
    hooks:
      - id: ecsgate-check-system
        args: [--state, account.json, --now, "`+fixtureTime+`"]
`)
	r.git("init", "--quiet")
	r.git("add", "--all")
	r.git("commit", "--quiet", "--message", "what is there already")
	r.run("pre-commit", "install")
	return r
}

func (r *repository) write(name, text string) {
	path := filepath.Join(r.directory, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.Fatal(err)
	}
}

func (r *repository) copy(from, to string) {
	text, err := os.ReadFile(from)
	if err != nil {
		r.Fatal(err)
	}
	r.write(to, string(text))
}

func (r *repository) command(name string, args ...string) *exec.Cmd {
	command := exec.Command(name, args...)
	command.Dir, command.Env = r.directory, r.env
	return command
}

func (r *repository) run(name string, args ...string) {
	if output, err := r.command(name, args...).CombinedOutput(); err != nil {
		r.Fatalf("%s %q: %v\n%s", name, args, err, output)
	}
}

func (r *repository) git(args ...string) { r.run("git", args...) }
