package main

import (
	"cmp"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// mostPaths is how many paths are named in a job before the whole repository is.
const mostPaths = 6

// surroundings are what init has seen.
type surroundings struct {
	starter.Repository
	systems []starter.CI
	// root: the directory is that of a repository, or there is none above it.
	root bool
	// kinds are the files with operations by their kind.
	kinds map[string][]string
	// aside are directories of tests and examples, which nobody deploys.
	aside []string
	// foreign are directories with Rego that does not load as rules.
	foreign []string
}

// look reads everything below the directory, without any state.
func (i *initialisation) look() surroundings {
	found := surroundings{systems: i.systems, kinds: map[string][]string{}, root: isRoot(i.directory)}
	found.Ref = thisBuild().ref()
	if len(found.systems) == 0 {
		found.systems = systemsOf(i.directory)
	}
	files, _ := manifest.Find([]string{i.directory}, i.stdin) // what cannot be read check will say
	files = slices.DeleteFunc(files, func(file manifest.File) bool { return found.leavesOut(i.relative(file.Name)) })
	operations := map[string]bool{}
	for _, op := range manifest.ReadAll(files, manifest.Options{AnyFiles: true, Open: openHere}).Operations {
		operations[op.File] = true
	}
	var holding []string
	for _, file := range files {
		if operations[file.Name] {
			kind := manifest.KindOf(file)
			name := i.relative(file.Name)
			found.kinds[kind] = append(found.kinds[kind], name)
			holding = append(holding, name)
			if directory := path.Dir(name); strings.HasPrefix(kind, "the body of") && directory != "." && starter.Plain(directory) {
				found.Bodies = cmp.Or(found.Bodies, directory)
			}
		}
	}
	found.Paths, found.Bare = pathsOf(holding), len(holding) == 0
	found.findSnapshots(i, files)
	found.findPolicies(i)
	found.findStage(i)
	return found
}

// leavesOut reports whether a file is one of a test or an example. Above all, a
// snapshot that was made up for a test must not become what a gate goes by.
func (r *surroundings) leavesOut(name string) bool {
	parts := strings.Split(path.Dir(name), "/")
	i := slices.IndexFunc(parts, func(part string) bool {
		return slices.Contains([]string{"fixtures", "testdata", "test", "tests", "example", "examples"}, part)
	})
	if i < 0 {
		return false
	}
	r.aside = distinct(append(r.aside, strings.Join(parts[:i+1], "/")+"/"))
	return true
}

// isRoot reports whether a repository begins in the directory; without one any may
// become the root.
func isRoot(directory string) bool {
	real := realPath(directory)
	above := repositoryAbove(real)
	return above == "" || above == real
}

// relative names a file from the directory.
func (i *initialisation) relative(name string) string {
	relative, err := filepath.Rel(i.directory, filepath.FromSlash(name))
	if err != nil {
		return name
	}
	return filepath.ToSlash(relative)
}

// pathsOf are the arguments of check that mean all of the files: directories as far
// up as possible, and files that lie at the top.
func pathsOf(files []string) []string {
	tops := map[string]bool{}
	for _, file := range files {
		top, _, below := strings.Cut(file, "/")
		switch {
		case !below:
			tops[file] = true
		case strings.HasPrefix(top, "."): // there are others' files, too
			tops[path.Dir(file)+"/"] = true
		default:
			tops[top+"/"] = true
		}
	}
	paths := slices.Sorted(maps.Keys(tops))
	strange := func(name string) bool { return !starter.Plain(name) }
	if len(paths) == 0 || len(paths) > mostPaths || slices.ContainsFunc(paths, strange) {
		return []string{"."}
	}
	return paths
}
