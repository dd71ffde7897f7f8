package main

import (
	"os"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
)

// reportPlaces are the working directory, from which a report names files, and the
// one from which a platform does that shows them beside its own: the root of the
// repository. A job that has the files without their history says where that is.
func (s streams) reportPlaces() (root, base string) {
	root, err := os.Getwd()
	if err != nil {
		return "", "" // paths stay as they are given
	}
	if base = disk.RepositoryAbove(root); base != "" {
		return root, base
	}
	// What a symbolic link leads to may lie in a repository.
	if real := disk.Real(root); real != root {
		if base = disk.RepositoryAbove(real); base != "" {
			return real, base
		}
	}
	for _, variable := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		if base = s.getenv(variable); base != "" && disk.IsBelow(root, base) {
			return root, base
		}
	}
	return root, ""
}
