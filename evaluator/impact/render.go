package impact

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// RenderOptions are what a drawing looks like, and what it says of the state. The
// zero value is a drawing for a file or a pipe.
type RenderOptions struct {
	// Color paints the table. The caller decides: a terminal, and no NO_COLOR.
	Color bool
	// Width is how many columns a line of the table may take; 0: as many as it needs.
	Width int
	// Now is when somebody looks, so that the age of the state can be told. The zero
	// time leaves the age out.
	Now time.Time
	// Source is where the state is from: "live" or the snapshot's file name. TakenAt
	// is when it was read.
	Source  string
	TakenAt time.Time
}

// renderers is the registry: a new format is a file and a line here.
func renderers() []renderer {
	return []renderer{
		{"table", writeTable},
		{"json", writeJSON},
		{"dot", writeDOT},
		{"mermaid", writeMermaid},
		{"html", writeHTML},
	}
}

// renderer is one way to draw.
type renderer struct {
	name  string
	write func(*bufio.Writer, []*Impact, RenderOptions) error
}

// Formats lists the names that Write knows.
func Formats() []string {
	var names []string
	for _, r := range renderers() {
		names = append(names, r.name)
	}
	return names
}

// Write draws the impacts in the named format. The error is that of w, or says
// that there is no such format.
func Write(w io.Writer, format string, impacts []*Impact, options RenderOptions) error {
	all := renderers()
	at := slices.IndexFunc(all, func(r renderer) bool { return r.name == format })
	if at < 0 {
		return fmt.Errorf("unknown format %q: the formats are %s", format, strings.Join(Formats(), ", "))
	}
	buffered := bufio.NewWriterSize(w, 64<<10)
	if err := all[at].write(buffered, impacts, options); err != nil {
		return fmt.Errorf("write %s: %w", format, err)
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("write %s: %w", format, err)
	}
	return nil
}
