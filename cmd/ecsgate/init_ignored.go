package main

import (
	"context"
	"os/exec"
	"strings"
)

// ignoredBy are the files and directories that git ignores below a directory. Where
// git is missing, or the directory is in no repository, nothing is ignored. Git is
// asked for a list and not about names (check-ignore): at one behind a symbolic link,
// or in a submodule, it gives up, and says nothing of those that follow.
func ignoredBy(ctx context.Context, directory string) []string {
	command := exec.CommandContext(ctx, "git", "-c", "core.fsmonitor=false", // a program that the repository may name
		"ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
	command.Dir = directory
	names, err := command.Output()
	if err != nil {
		return nil
	}
	return strings.FieldsFunc(string(names), func(r rune) bool { return r == 0 })
}
