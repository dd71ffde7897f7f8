package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Names and messages from files must not speak to the terminal or to the agent
// that scans a CI log. The formats of reports see to that themselves; this file
// does it for everything else that the command prints.

var (
	gitHubCommand = regexp.MustCompile(`(^|\s)::`)
	azureCommand  = regexp.MustCompile(`(##[A-Za-z]*)\[`)
)

// printable returns text as one line of characters that can be seen, without
// the marks of logging commands.
func printable(text string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		}
	}
	return azureCommand.ReplaceAllString(gitHubCommand.ReplaceAllString(b.String(), `$1\::`), `$1\[`)
}

// complain writes diagnostics on stderr, one a line.
func (s streams) complain(lines ...string) {
	for _, line := range lines {
		fmt.Fprintln(s.stderr, "ecsgate: "+printable(line))
	}
}

// writeText writes the lines of a text.
func writeText(w io.Writer, text string) error {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printable(line)
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n"))
	return err
}

// writeJSON prints a value for other programs, in ASCII. Brackets and commas
// apart, everything stands in strings, where an escape means the same.
func (s streams) writeJSON(value any, indent string) error {
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indent)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	var escaped bytes.Buffer
	for _, r := range strings.ReplaceAll(plain.String(), "##", `#\u0023`) {
		if r < 0x7f {
			escaped.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&escaped, `\u%04x`, unit)
		}
	}
	_, err := s.stdout.Write(escaped.Bytes())
	return err
}
