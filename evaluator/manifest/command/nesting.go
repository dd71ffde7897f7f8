package command

import "strings"

// The parser goes down into what is nested as deep as it is, and a stack that
// overflows ends the whole program. So what no script needs is not parsed.
const (
	maxBrackets = 400
	maxBlocks   = 200
	maxRepeats  = 1000
	maxLine     = 1 << 18
)

// opens and closes are the words that begin and end a block.
var (
	opens  = map[string]bool{"if": true, "while": true, "until": true, "for": true, "select": true, "case": true}
	closes = map[string]bool{"fi": true, "done": true, "esac": true}
	leads  = map[string]bool{"then": true, "do": true, "else": true, "time": true, "!": true, "{": true, "in": true}
)

// nesting measures how deep a text may be nested, roughly and from above.
type nesting struct {
	brackets, blocks, repeats, line int
	last                            string
	// first: the next word may be a command.
	first bool
}

// tooDeep reports whether a text is nested deeper than is parsed.
func tooDeep(text string) bool {
	n := nesting{first: true}
	for i := 0; i < len(text); {
		size := tokenLength(text[i:])
		n.line += size
		if n.take(text[i : i+size]) {
			return true
		}
		i += size
	}
	return false
}

// tokenLength is how long the word, or the other character, is that a text
// begins with.
func tokenLength(text string) int {
	size := 0
	for size < len(text) && (text[size]|0x20 >= 'a' && text[size]|0x20 <= 'z' || text[size] == '_') {
		size++
	}
	return max(size, 1)
}

// take takes one token, and reports whether it is one too many.
func (n *nesting) take(token string) bool {
	switch {
	case token == " " || token == "\t":
		return n.line > maxLine
	case token == "\n":
		n.line = 0
	case token == "(" || token == "{" || token == "[":
		n.brackets++
	case token == ")" || token == "}" || token == "]":
		n.brackets = max(0, n.brackets-1)
	case n.first && opens[token]:
		n.blocks++
	case n.first && closes[token]:
		n.blocks = max(0, n.blocks-1)
	}
	n.first = leads[token] || strings.Contains("\n;&|({)`", token)
	if token == n.last && token != "\n" {
		n.repeats++
	} else {
		n.repeats = 0
	}
	n.last = token
	return n.brackets > maxBrackets || n.blocks > maxBlocks || n.repeats > maxRepeats || n.line > maxLine
}
