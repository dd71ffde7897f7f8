package survey

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
)

// findPolicies looks for directories of rules that load beside the built-in ones.
// Other Rego, such as conftest's, is named and left alone.
func (r *Surroundings) findPolicies() {
	var loaded []string
	for _, name := range regoDirectories(os.DirFS(r.directory), r.ignores) {
		if !starter.Plain(name) || r.leavesOut(name) {
			continue
		}
		together := append(slices.Clone(loaded), path.Join(r.directory, name))
		if err := r.loads(together); err != nil {
			r.foreign = append(r.foreign, name)
			continue
		}
		loaded = together
		r.Policies = append(r.Policies, name)
	}
}

// regoDirectories are the directories at the top that hold Rego, however deep, which
// is not ignored.
func regoDirectories(tree fs.FS, ignores func(name string) bool) []string {
	found := map[string]bool{}
	_ = fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // what cannot be read holds nothing that could be used
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules"):
			return fs.SkipDir
		case path.Ext(name) == ".rego" && !ignores(name):
			top, _, below := strings.Cut(name, "/")
			if below {
				found[top+"/"] = true
			}
		}
		return nil
	})
	return slices.Sorted(maps.Keys(found))
}
