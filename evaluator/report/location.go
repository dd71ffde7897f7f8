package report

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// program stands where a file would, for what concerns none.
const program = "ecsgate"

// location is a place as other programs want it: a path with slashes, relative
// where it can be, and a line that is at least 1.
type location struct {
	path   string
	line   int
	column int // 0: not known
	// stands: the path stands for something that is no file, such as a flag.
	stands bool
}

// locator finds the locations of a report's findings.
type locator struct {
	// root is the directory that the report's names are relative to, base the one
	// that its readers name files from.
	root, base string
	// home is where the change as a whole was proposed.
	home string
}

func newLocator(report *evaluator.Report, options Options) locator {
	l := locator{root: options.Root, base: cmp.Or(options.Base, options.Root)}
	retires := func(op evaluator.OperationReport) bool { return op.Action.Retires() }
	if i := slices.IndexFunc(report.Operations, retires); i >= 0 {
		l.home = report.Operations[i].File
	} else if len(report.Operations) > 0 {
		l.home = report.Operations[0].File
	}
	return l
}

// of returns where a finding is to be shown. One that has no file is shown in
// the first line of the file that proposed the change.
func (l locator) of(f *finding) location {
	file := cmp.Or(f.file, l.home)
	where := location{path: program, line: 1, stands: f.file == "" || !isFile(file)}
	if file != "" {
		where.path = l.name(file)
	}
	if f.file != "" {
		where.line, where.column = max(1, f.line), max(0, f.column)
	}
	return where
}

// isFile reports whether the name that a report gives for a file is that of one:
// a flag, a command line and standard input go by a name, too.
func isFile(name string) bool { return name != "-" && !strings.HasPrefix(name, "--") }

// name is what readers call a file, or what is written in place of the name of
// something else that they would misread.
func (l locator) name(file string) string {
	switch {
	case file == "-":
		return "stdin"
	case file == "--":
		return "command-line"
	case !isFile(file):
		return file
	}
	return l.relative(file)
}

// relative names a file from the base where it lies below it.
func (l locator) relative(file string) string {
	if l.base != "" && (filepath.IsAbs(file) || l.base != l.root) {
		if name, err := filepath.Rel(l.base, l.whole(file)); err == nil && filepath.IsLocal(name) {
			file = name
		}
	}
	return path.Clean(filepath.ToSlash(file))
}

// whole is the whole path of a file, as far as it is known.
func (l locator) whole(file string) string {
	if l.root == "" || filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(l.root, file)
}

// uri writes the path as a URI reference: what it is made of means nothing in it.
func (where location) uri() string {
	var b strings.Builder
	if path.IsAbs(where.path) {
		b.WriteString("file://")
	}
	for i := range len(where.path) {
		if c := where.path[i]; c == '/' || c == '~' || isWord(c) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
