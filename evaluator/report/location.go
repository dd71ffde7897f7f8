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
	// root is the directory that the report's names are relative to.
	root string
	// home is where the change as a whole was proposed.
	home string
}

func newLocator(report *evaluator.Report, options Options) locator {
	l := locator{root: options.Root}
	retires := func(op evaluator.OperationReport) bool { return op.Action.Retires() }
	if i := slices.IndexFunc(report.Operations, retires); i >= 0 {
		l.home = report.Operations[i].File
	} else if len(report.Operations) > 0 {
		l.home = report.Operations[0].File
	}
	l.home = cmp.Or(l.home, program)
	return l
}

// of returns where a finding is to be shown. One that has no file is shown in
// the first line of the file that proposed the change.
func (l locator) of(f *finding) location {
	file := cmp.Or(f.file, l.home)
	where := location{path: l.relative(standIn(file)), line: 1, stands: f.file == "" || !isFile(file)}
	if f.file != "" {
		where.line, where.column = max(1, f.line), max(0, f.column)
	}
	return where
}

// isFile reports whether the name that a report gives for a file is that of one:
// a flag, a command line and standard input go by a name, too.
func isFile(name string) bool { return name != "-" && !strings.HasPrefix(name, "--") }

// standIn is what is written in place of a name that would be misread.
func standIn(file string) string {
	switch file {
	case "-":
		return "stdin"
	case "--":
		return "command-line"
	default:
		return file
	}
}

// relative makes a name relative to the root where it lies below it.
func (l locator) relative(file string) string {
	if l.root != "" && filepath.IsAbs(file) {
		if name, err := filepath.Rel(l.root, file); err == nil && filepath.IsLocal(name) {
			file = name
		}
	}
	return path.Clean(filepath.ToSlash(file))
}

// absolute is the whole path of a file that is known, for readers that want it.
func (l locator) absolute(where location) string {
	if l.root == "" || path.IsAbs(where.path) || where.stands {
		return where.path
	}
	return path.Join(filepath.ToSlash(l.root), where.path)
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
