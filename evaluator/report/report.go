// Package report writes an evaluator.Report in the formats that people and
// programs read. Each format is one file; formats lists them.
package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Options are what a report looks like; none of them changes what it says. The
// zero value is a report for a file or a pipe.
type Options struct {
	// Color paints the formats for people. The caller decides: a terminal, and no
	// NO_COLOR.
	Color bool
	// Width is how many columns a line may take where it can be broken; 0: 100.
	Width int
	// Explain shows the facts that decided each operation, admitted ones too. The
	// report must have been made with them.
	Explain bool
	// Source returns the bytes of a file that the report names, so that its lines
	// can be shown. It may be nil, and may return nil.
	Source func(file string) []byte
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
		{"json", writeJSON},
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

func unknownFormat(name string) error {
	names := Formats()
	for _, known := range names {
		if levenshtein.ComputeDistance(strings.ToLower(name), known) <= 2 {
			return fmt.Errorf("unknown format %q: did you mean %q? The formats are %s", name, known, strings.Join(names, ", "))
		}
	}
	return fmt.Errorf("unknown format %q: the formats are %s", name, strings.Join(names, ", "))
}
