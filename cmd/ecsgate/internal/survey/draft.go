package survey

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

const preCommitFile = ".pre-commit-config.yaml"

// Draft is a file that the repository could have.
type Draft struct {
	Name string
	Text []byte
	// Exists: the file stays as it is, and somebody may add the addition.
	Exists   bool
	Addition string
	// Done: ecsgate is in it, or in a file beside it.
	Done bool
}

// Drafts are the files that fit the repository. The hook and the jobs belong to
// its root, where somebody who looks at a directory below it must put them.
func (r *Surroundings) Drafts() ([]Draft, error) {
	text, err := r.Configuration()
	if err != nil {
		return nil, err
	}
	configuration := r.draft(config.FileName, text)
	configuration.Done = configuration.Exists
	drafts := []Draft{configuration}
	if !r.Root {
		return drafts, nil
	}
	if text, err = r.PreCommit(); err != nil {
		return nil, err
	}
	drafts = append(drafts, r.draft(preCommitFile, text))
	for _, ci := range r.Systems {
		if text, err = r.Job(ci); err != nil {
			return nil, err
		}
		d := r.draft(ci.File, text)
		if ci.Name == "github" && r.anyWorkflow() {
			d.Exists, d.Done = true, true
		}
		drafts = append(drafts, d)
	}
	return drafts, nil
}

// draft looks whether the file is there already.
func (r *Surroundings) draft(name string, text []byte) Draft {
	d := Draft{Name: name, Text: text}
	path := filepath.Join(r.directory, filepath.FromSlash(name))
	if _, err := os.Lstat(path); err != nil {
		return d
	}
	d.Exists = true
	d.Addition = withoutHead(string(text))
	if old, err := os.ReadFile(path); err == nil {
		d.Done = bytes.Contains(old, []byte("ecsgate"))
	}
	return d
}

// withoutHead leaves out what the file has at its top already.
func withoutHead(text string) string {
	if _, entry, ok := strings.Cut(text, "\nrepos:\n"); ok {
		return entry
	}
	return text
}

// anyWorkflow reports whether a workflow runs ecsgate, whatever it is called.
func (r *Surroundings) anyWorkflow() bool {
	names, err := filepath.Glob(filepath.Join(r.directory, ".github", "workflows", "*.y*ml"))
	if err != nil {
		return false
	}
	for _, name := range names {
		if text, err := os.ReadFile(name); err == nil && bytes.Contains(text, []byte("ecsgate")) {
			return true
		}
	}
	return false
}

// systemsOf are the CI systems that are in use.
func systemsOf(directory string) []starter.CI {
	holds := func(name, text string) bool {
		content, err := os.ReadFile(filepath.Join(directory, filepath.FromSlash(name)))
		return err == nil && bytes.Contains(content, []byte(text))
	}
	var used []starter.CI
	for _, ci := range starter.Systems() {
		if holds(ci.File, "") || ci.Name == "github" && (isDirectory(filepath.Join(directory, ".github")) || holds(".git/config", "github.com")) {
			used = append(used, ci)
		}
	}
	return used
}

func isDirectory(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
