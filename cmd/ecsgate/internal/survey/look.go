// Package survey looks at what a repository holds, and drafts the files that fit it.
package survey

import (
	"cmp"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// mostPaths is how many paths are named in a job before the whole repository is.
const mostPaths = 6

// Surroundings are what was seen.
type Surroundings struct {
	starter.Repository
	// Systems are those whose jobs are wanted, or that are in use.
	Systems []starter.CI
	// Root: the directory is that of a repository, or there is none above it.
	Root bool

	directory string
	// loads says why directories of rules do not load beside the built-in ones.
	loads func(directories []string) error
	// kinds are the files with operations by their kind.
	kinds map[string][]string
	// aside are directories of tests and examples, which nobody deploys.
	aside []string
	// foreign are directories with Rego that does not load as rules.
	foreign []string
	// unversioned is what git ignores, and ignored what of that would be of use.
	unversioned map[string]bool
	ignored     []string
}

// Options are what is known beforehand.
type Options struct {
	// Ref is the release or commit of ecsgate that the repository shall use.
	Ref string
	// Systems are those that jobs are wanted for; none: what is in use.
	Systems []starter.CI
	// Open reads another file of the tree, as manifest.Options do.
	Open func(name string) ([]byte, error)
	// Loads says why directories of rules do not load beside the built-in ones.
	Loads func(directories []string) error
	// Ignored are the files that git ignores, and the directories, which end with a
	// slash, as they are called from the directory that is looked at.
	Ignored []string
}

// Look reads everything below the directory, without any state.
func Look(directory string, options Options) *Surroundings {
	r := &Surroundings{Systems: options.Systems, directory: directory, loads: options.Loads, kinds: map[string][]string{}, Root: isRoot(directory)}
	r.Ref = options.Ref
	r.unversioned = map[string]bool{}
	for _, name := range options.Ignored {
		r.unversioned[name] = true
	}
	if len(r.Systems) == 0 {
		r.Systems = systemsOf(directory)
	}
	files, _ := manifest.Find([]string{directory}, strings.NewReader("")) // what cannot be read check will say
	files = slices.DeleteFunc(files, func(file manifest.File) bool { return r.leavesOut(r.relative(file.Name)) })
	r.findApps(files)
	holding := r.findOperations(files, options.Open)
	r.Bare = len(holding)+len(r.Apps) == 0
	if len(holding) > 0 || r.Bare {
		r.Paths = pathsOf(holding)
	}
	r.findSnapshots(files)
	r.findPolicies()
	r.findTerraform(files)
	r.findStage()
	return r
}

// findOperations returns the files of the repository that hold any.
func (r *Surroundings) findOperations(files []manifest.File, open func(string) ([]byte, error)) []string {
	operations := map[string]bool{}
	for _, op := range manifest.ReadAll(files, manifest.Options{AnyFiles: true, Open: open}).Operations {
		operations[op.File] = true
	}
	var holding []string
	for _, file := range files {
		name := r.relative(file.Name)
		if !operations[file.Name] || r.ignores(name) || r.isMade(name) {
			continue
		}
		kind := manifest.KindOf(file)
		r.kinds[kind] = append(r.kinds[kind], name)
		holding = append(holding, name)
		if directory := path.Dir(name); strings.HasPrefix(kind, "the body of") && directory != "." && starter.Plain(directory) {
			r.Bodies = cmp.Or(r.Bodies, directory)
		}
	}
	return holding
}

// leavesOut reports whether a file is one of a test or an example. Above all, a
// snapshot that was made up for a test must not become what a gate goes by.
func (r *Surroundings) leavesOut(name string) bool {
	parts := strings.Split(path.Dir(name), "/")
	i := slices.IndexFunc(parts, func(part string) bool {
		return slices.Contains([]string{"fixtures", "testdata", "test", "tests", "example", "examples"}, part)
	})
	if i < 0 {
		return false
	}
	r.aside = add(r.aside, strings.Join(parts[:i+1], "/")+"/")
	return true
}

// isRoot reports whether a repository begins in the directory; without one any may
// become the root.
func isRoot(directory string) bool {
	real := disk.Real(directory)
	above := disk.RepositoryAbove(real)
	return above == "" || above == real
}

// relative names a file from the directory.
func (r *Surroundings) relative(name string) string {
	relative, err := filepath.Rel(r.directory, filepath.FromSlash(name))
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
