package manifest

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// extensions are the names that JSON and YAML manifests have.
var extensions = []string{".json", ".yaml", ".yml", templateExtension}

// textExtensions are those of scripts, of languages of their own, and of
// templates that are to be rendered first; textNames are whole names of such
// files, or how they begin.
var (
	textExtensions = []string{
		".sh", ".bash", ".ps1", ".psm1", ".cmd", ".bat", ".mk", ".groovy", ".jenkinsfile", ".tf", ".tofu", ".jsonnet", ".asl", ".tpl", ".tftpl", ".j2",
	}
	textNames = []string{"Makefile", "GNUmakefile", "makefile", "Jenkinsfile"}
)

// templateExtension is CloudFormation's by custom, and that of templates of
// any other language.
const templateExtension = ".template"

func extensionList() string {
	last := len(extensions) - 1
	return strings.Join(extensions[:last], ", ") + " or " + extensions[last]
}

// candidate reports whether a walk reads files of that name.
func candidate(name string) bool { return isDocumentName(name) || isTextName(name) }

func isDocumentName(name string) bool {
	return slices.Contains(extensions, strings.ToLower(path.Ext(name)))
}

func isTextName(name string) bool {
	begins := func(known string) bool { return strings.HasPrefix(path.Base(name), known) }
	return slices.Contains(textExtensions, strings.ToLower(path.Ext(name))) || slices.ContainsFunc(textNames, begins)
}

func isTemplateName(name string) bool { return strings.ToLower(path.Ext(name)) == templateExtension }

// skipped are directories that hold what others made.
var skipped = []string{".git", "node_modules", ".terraform"}

var errLoop = errors.New("this symbolic link leads back to a directory above it")

// walk goes through one directory that an argument names.
type walk struct {
	*finder
	// ancestors are the real paths of the directories that the walk is in: one
	// that comes again is a loop of symbolic links.
	ancestors  map[string]bool
	candidates int
	failed     bool
}

func (w *walk) refuse(name string, err error) {
	w.fail(name, "%s", reason(err))
	w.failed = true
}

// directory adds the files below a directory. In a CDK assembly (cdk.out) the
// templates count and the rest does not.
func (w *walk) directory(name, real string, assembly bool) {
	if w.ancestors[real] {
		w.refuse(name, errLoop)
		return
	}
	w.ancestors[real] = true
	defer delete(w.ancestors, real)
	entries, err := os.ReadDir(real)
	if err != nil {
		w.refuse(name, err)
	}
	for _, entry := range entries {
		w.entry(path.Join(name, entry.Name()), filepath.Join(real, entry.Name()), entry, assembly)
	}
}

func (w *walk) entry(name, real string, entry fs.DirEntry, assembly bool) {
	mode := entry.Type()
	if mode&fs.ModeSymlink != 0 {
		target, resolved, err := resolve(real)
		switch {
		case err == nil:
			mode, real = target.Type(), resolved
		case candidate(name) || path.Ext(name) == "":
			w.refuse(name, err)
			return
		default:
			return
		}
	}
	switch {
	case mode.IsDir():
		if !slices.Contains(skipped, entry.Name()) {
			w.directory(name, real, assembly || isAssembly(real))
		}
	case mode.IsRegular() && candidate(name) && !(assembly && isAssemblyPart(entry.Name())):
		w.candidates++
		w.add(found{name: name, walked: true}, real)
	}
}

// isAssembly reports whether a directory is a CDK cloud assembly.
func isAssembly(real string) bool { return filepath.Base(real) == "cdk.out" }

// isAssemblyPart reports whether a file of a CDK cloud assembly describes the
// assembly itself.
func isAssemblyPart(name string) bool {
	return name == "manifest.json" || name == "tree.json" || strings.HasSuffix(name, ".assets.json")
}
