package main

import (
	"os"
	"path/filepath"
)

// repositoryAbove is the root of the repository that a directory lies in; "": there
// is none. Where nobody may look it could begin.
func repositoryAbove(directory string) string {
	for {
		if found, err := present(filepath.Join(directory, ".git")); found || err != nil {
			return directory
		}
		above := filepath.Dir(directory)
		if above == directory {
			return ""
		}
		directory = above
	}
}

// reportPlaces are the working directory, from which a report names files, and the
// one from which a platform does that shows them beside its own: the root of the
// repository. A job that has the files without their history says where that is.
func (s streams) reportPlaces() (root, base string) {
	root, err := os.Getwd()
	if err != nil {
		return "", "" // paths stay as they are given
	}
	if base = repositoryAbove(root); base != "" {
		return root, base
	}
	// What a symbolic link leads to may lie in a repository.
	if real := realPath(root); real != root {
		if base = repositoryAbove(real); base != "" {
			return real, base
		}
	}
	for _, variable := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		if base = s.getenv(variable); base != "" && isBelow(root, base) {
			return root, base
		}
	}
	return root, ""
}

func isBelow(directory, base string) bool {
	way, err := filepath.Rel(base, directory)
	return err == nil && filepath.IsLocal(way)
}
