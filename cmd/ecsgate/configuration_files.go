package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/urfave/cli/v2"
)

// named are the files and directories that the configuration names under a key, as
// it does.
func (r *configuration) named(key string) []string {
	switch key {
	case "paths":
		return r.Paths
	case "state":
		return r.State
	case "policies":
		return r.Policies
	case "data":
		return r.Data
	case "baseline":
		return given(r.Baseline)
	}
	return nil
}

// refuseAbsent refuses what the configuration names under a key and what is not
// there, with the place that names it.
func (r *configuration) refuseAbsent(key string) error {
	for _, name := range r.named(key) {
		if problem := absent(key, r.path(name)); problem != "" {
			return fmt.Errorf("read configuration: %s: %s: %q %s", r.Where(key, name), key, name, problem)
		}
	}
	return nil
}

// absent says what is wrong with a file or a directory, or "".
func absent(key, path string) (problem string) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "does not exist"
	case err != nil:
		return "can not be read: " + withoutPath(err)
	case key == "paths":
		return ""
	case key == "policies" && !info.IsDir():
		return "is not a directory"
	case key != "policies" && info.IsDir():
		return "is a directory"
	}
	return ""
}

// withoutPath is what went wrong with a file that the message names already.
func withoutPath(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// takeConfiguredPaths has check judge the paths of the configuration where the
// command line names nothing.
func (r *request) takeConfiguredPaths(c *cli.Context) error {
	proposed := len(r.proposals) + len(c.StringSlice("deregister")) + len(c.StringSlice("delete"))
	if len(r.paths)+proposed > 0 || r.words != nil || len(r.configured.Paths) == 0 {
		return nil
	}
	if err := r.configured.refuseAbsent("paths"); err != nil {
		return err
	}
	r.paths = r.configured.paths(r.configured.Paths)
	return nil
}

var errFound = errors.New("found")

// exists reports whether there is a file of that name or glob, from the directory of
// the configuration. Symbolic links are not followed on the way: they may be loops.
func (r *configuration) exists(glob string) bool {
	if info, err := os.Stat(r.path(glob)); err == nil && !info.IsDir() {
		return true
	}
	found := func(string, fs.DirEntry) error { return errFound }
	err := doublestar.GlobWalk(os.DirFS(r.home), glob, found, doublestar.WithFilesOnly(), doublestar.WithNoFollow())
	return errors.Is(err, errFound)
}
