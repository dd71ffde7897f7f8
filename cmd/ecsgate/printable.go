package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// complain writes diagnostics on stderr, one a line. Names from files must not
// speak to the terminal or to the agent that scans a CI log.
func (s streams) complain(lines ...string) {
	for _, line := range lines {
		fmt.Fprintln(s.stderr, "ecsgate: "+printable.Clean(line))
	}
}

// writeText writes the lines of a text.
func writeText(w io.Writer, text string) error {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printable.Clean(line)
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n"))
	return err
}
