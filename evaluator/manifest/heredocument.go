package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// hereDocument is a text in a script that a command reads: the lines up to one
// that is its delimiter.
type hereDocument struct {
	// from and to are its offsets in the script.
	from, to int
	// runs: a shell reads it. written: it becomes a file.
	runs, written bool
}

var (
	opensDocument = pattern.Lazily(`(?:^|[^<])<<(-?)[ \t]*(?:\\?([A-Za-z_]\w*)|'([A-Za-z_]\w*)'|"([A-Za-z_]\w*)")`)
	runsDocument  = pattern.Lazily(`(?:^|[\s;&|(/])(?:ba|da|z|a|k|s)?sh(?:[\s<]|$)`)
	redirects     = pattern.Lazily(`(?:^|[^\d>&-])>>?\s*([^\s&>;|]+)`)
	tees          = pattern.Lazily(`\btee\s`)
)

// hereDocuments finds them, line by line. What is never closed is none: "<<" also
// shifts numbers.
func hereDocuments(text string) []hereDocument {
	var found []hereDocument
	begin := 0 // of the command that goes on over several lines
	for at := 0; at < len(text); {
		end := at + len(firstLine(text[at:]))
		command := text[begin:end]
		next := min(end+1, len(text))
		if !strings.HasPrefix(strings.TrimLeft(text[at:end], " \t"), "#") {
			for _, m := range opensDocument().FindAllStringSubmatch(text[at:end], -1) {
				length, closed := documentLength(text[next:], m[2]+m[3]+m[4], m[1] != "")
				if !closed {
					continue
				}
				found = append(found, hereDocument{
					from: next, to: next + length,
					runs: runsDocument().MatchString(command), written: writesFile(command),
				})
				next += length
				next = min(next+len(firstLine(text[next:]))+1, len(text))
			}
		}
		if !strings.HasSuffix(strings.TrimRight(text[at:end], "\r"), `\`) {
			begin = next
		}
		at = next
	}
	return found
}

// documentLength returns how far a text goes to the line that closes it.
func documentLength(text, delimiter string, indented bool) (int, bool) {
	for at := 0; at < len(text); {
		line := firstLine(text[at:])
		bare := strings.TrimRight(line, "\r")
		if indented {
			bare = strings.TrimLeft(bare, "\t")
		}
		if bare == delimiter {
			return at, true
		}
		at += len(line) + 1
	}
	return 0, false
}

// writesFile reports whether a command writes what it reads to a file.
func writesFile(command string) bool {
	for _, m := range redirects().FindAllStringSubmatch(command, -1) {
		if !strings.HasPrefix(m[1], "/dev/") {
			return true
		}
	}
	return tees().MatchString(command)
}

// blankLines leaves of a text its lines and its length.
func blankLines(text string) string {
	blank := []byte(text)
	for i, c := range blank {
		if c != '\n' {
			blank[i] = ' '
		}
	}
	return string(blank)
}
