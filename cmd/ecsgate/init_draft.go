package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

const preCommitFile = ".pre-commit-config.yaml"

// draft is a file that init would write.
type draft struct {
	name string
	text []byte
	// exists: the file stays as it is, and somebody may add the addition.
	exists   bool
	addition string
	// done: ecsgate is in it, or in a file beside it.
	done bool
}

// drafts are the files that fit the repository. The hook and the jobs belong to
// its root, where somebody who looks at a directory below it must put them.
func (i *initialisation) drafts(found surroundings) ([]draft, error) {
	text, err := found.Configuration()
	if err != nil {
		return nil, err
	}
	configuration := i.draft(config.FileName, text)
	configuration.done = configuration.exists
	drafts := []draft{configuration}
	if !found.root {
		return drafts, nil
	}
	if text, err = found.PreCommit(); err != nil {
		return nil, err
	}
	drafts = append(drafts, i.draft(preCommitFile, text))
	for _, ci := range found.systems {
		if text, err = found.Job(ci); err != nil {
			return nil, err
		}
		d := i.draft(ci.File, text)
		if ci.Name == "github" && i.anyWorkflow() {
			d.exists, d.done = true, true
		}
		drafts = append(drafts, d)
	}
	return drafts, nil
}

// draft looks whether the file is there already.
func (i *initialisation) draft(name string, text []byte) draft {
	d := draft{name: name, text: text}
	path := filepath.Join(i.directory, filepath.FromSlash(name))
	if _, err := os.Lstat(path); err != nil {
		return d
	}
	d.exists = true
	d.addition = withoutHead(string(text))
	if old, err := os.ReadFile(path); err == nil {
		d.done = bytes.Contains(old, []byte("ecsgate"))
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
func (i *initialisation) anyWorkflow() bool {
	names, err := filepath.Glob(filepath.Join(i.directory, ".github", "workflows", "*.y*ml"))
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
