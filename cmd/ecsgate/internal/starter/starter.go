// Package starter writes the files that a repository begins with: a configuration,
// the hook for a commit, and the job for each CI system. It is told what there is,
// and neither reads nor writes any file.
package starter

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"strconv"
	"strings"
	"text/template"

	"gopkg.in/yaml.v3"
)

//go:embed template
var templates embed.FS

// Repository is what the files are made for.
type Repository struct {
	// Ref is the release or commit of ecsgate that the repository shall use.
	Ref string
	// Paths hold manifests, and are in the repository. They, Snapshots and Policies are
	// Plain.
	Paths, Snapshots, Policies []string
	// Bare: nothing in it holds an operation yet, and Paths is all of it.
	Bare bool
	// Apps are those of CDK.
	Apps []App
	// Terraform is a directory with a configuration to plan, and Plain; "": there is
	// none.
	Terraform string
	// Bodies is a directory with bodies of requests; "": there is none.
	Bodies string
	// AccountID and Regions are those of the snapshots.
	AccountID string
	Regions   []string
	// Stage is that of a job in GitLab (empty: test), StageNote a line on why it is
	// that one.
	Stage, StageNote string
}

// CI is a system that runs jobs.
type CI struct {
	Name string
	// File is where its job belongs.
	File     string
	template string
}

// Systems are those that a job can be written for.
func Systems() []CI {
	return []CI{
		{"github", ".github/workflows/ecsgate.yml", "github.yml.tmpl"},
		{"gitlab", ".gitlab-ci.yml", "gitlab.yml.tmpl"},
		{"codebuild", "buildspec.yml", "codebuild.yml.tmpl"},
	}
}

// Names are those of the systems.
func Names() []string {
	var names []string
	for _, ci := range Systems() {
		names = append(names, ci.Name)
	}
	return names
}

// Configuration is the text of .ecsgate.yaml.
func (r Repository) Configuration() ([]byte, error) { return r.fill("ecsgate.yaml.tmpl") }

// PreCommit is the text of .pre-commit-config.yaml.
func (r Repository) PreCommit() ([]byte, error) { return r.fill("pre-commit.yaml.tmpl") }

// Job is the text of the file of a CI system.
func (r Repository) Job(ci CI) ([]byte, error) { return r.fill(ci.template) }

// Account is the account as YAML, where there is one.
func (r Repository) Account() string {
	if r.AccountID == "" {
		return ""
	}
	return strconv.Quote(r.AccountID) // else it would be a number
}

// Region is the first of the Regions, where there is one.
func (r Repository) Region() string { return cmp.Or(append(r.Regions, "")...) }

// Moves reports whether Ref names another program tomorrow.
func (r Repository) Moves() bool { return r.Ref == "main" }

// HookArguments are those of the hook that judges. It sees only what is staged, so
// that all must be named that counts for the change as a whole: what the job does not
// contradict the hook must not either.
func (r Repository) HookArguments() []string {
	var arguments []string
	for _, name := range r.Snapshots {
		arguments = append(arguments, "--state", name)
	}
	if r.Bare {
		return arguments
	}
	for _, path := range r.Paths {
		arguments = append(arguments, "--context", path)
	}
	return arguments
}

func (r Repository) fill(name string) ([]byte, error) {
	made, err := template.New(name).Funcs(template.FuncMap{
		"flow":   flow,
		"join":   func(names []string) string { return strings.Join(names, " ") },
		"list":   func(names ...string) []string { return names },
		"scalar": scalar,
	}).ParseFS(templates, "template/"+name)
	if err != nil {
		return nil, fmt.Errorf("read template: %w", err)
	}
	var b bytes.Buffer
	if err := made.Execute(&b, r); err != nil {
		return nil, fmt.Errorf("fill template: %w", err)
	}
	return b.Bytes(), nil
}

// flow writes Plain names as a list of YAML; a directory may be called "true" or "12".
func flow(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = name
		if _, err := strconv.ParseFloat(name, 64); err == nil || !strings.ContainsAny(name, "./-") {
			quoted[i] = strconv.Quote(name)
		}
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// scalar writes a text as YAML, whatever is in it.
func scalar(text string) (string, error) {
	written, err := yaml.Marshal(text)
	return strings.TrimSuffix(string(written), "\n"), err
}

// Plain reports whether the name of a file means itself in YAML, in a shell and in
// the expressions of a CI system: a directory may be called "${{ secrets.X }}".
func Plain(name string) bool {
	letter := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._/-", r)
	}
	return name != "" && name[0] != '-' && strings.IndexFunc(name, func(r rune) bool { return !letter(r) }) < 0
}
