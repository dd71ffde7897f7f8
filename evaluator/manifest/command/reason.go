package command

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The reasons why a word is not known.
const (
	isVariable   = "a variable"
	isArgument   = "an argument of the script"
	isOutput     = "the output of a command"
	isComputed   = "computed by the shell"
	isDefault    = "a default, and may be set from outside"
	isBranched   = "set in a branch"
	isLooped     = "set in a loop"
	isSourced    = "set before another script is read, which may set it again"
	isExpression = "an expression"
	isTemplate   = "a template expression"
	isHole       = "a placeholder"
)

// because makes a reason of what stands there and what that is.
func because(text, what string) string { return quote(text) + " is " + what }

// maxQuoted is how many characters of a text a reason or a report repeats.
const maxQuoted = 80

// shorten makes one short line of a text.
func shorten(text string) string {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\\\n", " ")), " ")
	if utf8.RuneCountInString(text) <= maxQuoted {
		return text
	}
	count := 0
	for offset := range text {
		if count == maxQuoted {
			return text[:offset] + "…"
		}
		count++
	}
	return text
}

func quote(text string) string { return strconv.Quote(shorten(text)) }

// unknown is a piece of which only is known what stands there.
func unknown(text, what string, outputs ...Output) piece {
	return piece{text: shorten(text), reason: because(text, what), outputs: outputs}
}
