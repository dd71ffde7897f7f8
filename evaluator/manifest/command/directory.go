package command

import (
	"path"
	"strings"
)

// changeDirectory reads cd. A directory that is not known, or not below where the
// script began, is none: what is named is then looked for there.
func (r *reader) changeDirectory(fields []field, _ string) {
	rest := fields[1:]
	if len(rest) > 0 && rest[0].text() == "--" {
		rest = rest[1:]
	}
	if len(rest) != 1 {
		r.directory = ""
		return
	}
	name, known := rest[0].known()
	if !known || name == "" || strings.ContainsAny(name[:1], "/~-") {
		r.directory = ""
		return
	}
	r.directory = path.Join(r.directory, name)
}

// keepDirectory returns what comes back to the directory that a script is in. Where
// nobody knows whether it was left, it is not known.
func (r *reader) keepDirectory() (back func(certain bool)) {
	before := r.directory
	return func(certain bool) {
		if r.directory != before && !certain {
			before = ""
		}
		r.directory = before
	}
}

// inDirectory returns the name of a file from where the script began.
func (r *reader) inDirectory(name string) string {
	if name == "" || strings.HasPrefix(name, "/") || strings.ContainsAny(name, "$`%<{") {
		return name
	}
	return path.Join(r.directory, name)
}
