package command

import (
	"slices"
	"strings"
)

// copied returns what a command writes that writes what it was given.
func (r *reader) copied(name string, fields []field) *field {
	at := fields[0].at
	switch {
	case name == "echo":
		rest := fields[1:]
		for len(rest) > 0 && slices.Contains([]string{"-n", "-e", "-E", "-ne", "-en"}, rest[0].text()) {
			rest = rest[1:]
		}
		f := joined(rest, at)
		return &f
	case name == "printf" && len(fields) == 2 && !strings.Contains(fields[1].text(), "%"):
		return &fields[1]
	case name == "printf" && len(fields) == 3 && strings.TrimSuffix(fields[1].text(), `\n`) == "%s":
		return &fields[2]
	case (name == "cat" || name == "tee") && r.in != nil && (len(fields) == 1 || name == "tee" || fields[1].text() == "-"):
		if name == "tee" {
			r.tee(fields[1:])
		}
		return r.in.content
	}
	return nil
}

// tee writes what is read to the files that are named.
func (r *reader) tee(names []field) {
	for _, f := range names {
		if name := f.text(); !strings.HasPrefix(name, "-") {
			r.store(r.fileName(name), false, &stream{text: r.in.text, outputs: r.in.outputs, content: r.in.content, writers: 1})
		}
	}
}
