package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator"
)

// textKind is a kind of file that is no JSON or YAML document: a script, a
// configuration in a language of its own.
type textKind struct {
	// name and by are as in kind.
	name, by string
	is       func(File) bool
	read     func(source) evaluator.Change
}

// marked are told by marks that no document has (a first line, an ending that
// is no other language's), and are tried before a file is parsed.
var marked = []textKind{}

// unparsed are tried on what is no JSON or YAML, or is one plain text: templates
// that are to be rendered first, scripts without a mark.
var unparsed = []textKind{}

// readText reads a file by the first kind that fits, and reports whether one
// does.
func readText(kinds []textKind, s source) (evaluator.Change, bool) {
	for _, k := range kinds {
		if k.is(s.file) {
			return k.read(s), true
		}
	}
	return evaluator.Change{}, false
}
