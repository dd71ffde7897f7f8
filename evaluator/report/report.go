// Package report writes an evaluator.Report in the formats that people and
// programs read. Each format is one file; formats lists them.
package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
)

// Options are what a report looks like; none of them changes what it says. The
// zero value is a report for a file or a pipe.
type Options struct {
	// Color paints the formats for people. The caller decides: a terminal, and no
	// NO_COLOR.
	Color bool
	// Width is how many columns a line may take where it can be broken; 0: 100.
	Width int
	// Quiet leaves out of the formats for people (text, table) what is neither a
	// finding nor the verdict, and both where there is nothing to tell.
	Quiet bool
	// Most is how many findings these formats list, the gravest ones; 0: all. It is
	// for terminals, which forget what was written before.
	Most int
	// Explain shows the facts that decided each operation, admitted ones too. The
	// report must have been made with them.
	Explain bool
	// Source returns the bytes of a file that the report names, so that its lines
	// can be shown. It may be nil, and may return nil.
	Source func(file string) []byte
	// Rules is the catalogue, for the formats that explain the rules that they
	// cite.
	Rules []evaluator.Rule
	// FailOn and Strict are what the run was judged by, for the formats whose
	// readers fail or pass each operation. An empty FailOn is Error.
	FailOn evaluator.Severity
	Strict bool
	// Now is when the run judged, so that the age of the state can be told to people.
	// The zero time leaves the age out.
	Now time.Time
	// Root is the directory that names in the report are relative to, Base the one
	// from which the readers of other programs' formats name files: that of their
	// repository. Root may be empty; an empty Base is Root.
	Root, Base string
	// Version is that of the program, for the formats whose readers tell runs of
	// different versions apart. It may be empty.
	Version string
	// Limit is how many bytes a report in Markdown may take; 0: those of a comment.
	Limit int
}

// format is one way to write a report.
type format struct {
	name  string
	write func(*bufio.Writer, *evaluator.Report, Options) error
}

// formats is the registry: a new format is a file and a line here.
func formats() []format {
	return []format{
		{"text", writeText},
		{"table", writeTable},
		{"json", writeJSON},
		{"sarif", writeSARIF},
		{"junit", writeJUnit},
		{"tap", writeTAP},
		{"github", writeGitHub},
		{"gitlab", writeGitLab},
		{"azure", writeAzure},
		{"markdown", writeMarkdown},
	}
}

// Formats lists the names that Write knows.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Write writes the report in the named format. The error is that of w, or says
// that there is no such format.
func Write(w io.Writer, format string, report *evaluator.Report, options Options) error {
	for _, f := range formats() {
		if f.name != format {
			continue
		}
		buffered := bufio.NewWriterSize(w, 64<<10)
		if err := f.write(buffered, report, options); err != nil {
			return fmt.Errorf("write %s report: %w", format, err)
		}
		if err := buffered.Flush(); err != nil {
			return fmt.Errorf("write %s report: %w", format, err)
		}
		return nil
	}
	return unknownFormat(format)
}

// ParseTarget splits "NAME[=FILE]". The format is one that Write knows; file is
// empty where none is given.
func ParseTarget(arg string) (format, file string, err error) {
	format, file, hasFile := strings.Cut(arg, "=")
	known := false
	for _, f := range formats() {
		known = known || f.name == format
	}
	switch {
	case !known:
		return "", "", unknownFormat(format)
	case hasFile && file == "":
		return "", "", fmt.Errorf("format %q: no file name after %q", format, "=")
	}
	return format, file, nil
}

// unknownFormat names the format that was probably meant.
func unknownFormat(name string) error {
	names := Formats()
	there := strings.Join(names, ", ")
	if meant := nearest.Name(name, names); meant != "" {
		return fmt.Errorf("unknown format %q: did you mean %q? The formats are %s", name, meant, there)
	}
	return fmt.Errorf("unknown format %q: the formats are %s", name, there)
}
