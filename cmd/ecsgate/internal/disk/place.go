package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Real returns the one path of a file, under whatever name it was found.
func Real(name string) string {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if real, err := filepath.EvalSymlinks(absolute); err == nil {
		return real
	}
	return absolute
}

// Exists reports whether there is a file of that name. Not to be allowed to look
// is an error: a run must not lose its configuration in silence.
func Exists(name string) (bool, error) {
	_, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// RepositoryAbove is the root of the repository that a directory lies in; "": there
// is none. Where nobody may look it could begin.
func RepositoryAbove(directory string) string {
	for {
		if found, err := Exists(filepath.Join(directory, ".git")); found || err != nil {
			return directory
		}
		above := filepath.Dir(directory)
		if above == directory {
			return ""
		}
		directory = above
	}
}

// IsBelow reports whether a directory is the base, or lies in it.
func IsBelow(directory, base string) bool {
	way, err := filepath.Rel(base, directory)
	return err == nil && filepath.IsLocal(way)
}
