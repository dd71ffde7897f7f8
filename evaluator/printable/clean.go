// Package printable makes text that is not this program's own fit for a terminal
// and a CI log, and knows how many columns it takes there.
package printable

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxText is how many characters of one piece of text a report for people
// shows.
const MaxText = 2000

// Clean makes text from a file, a rule or ECS fit for a terminal and for a CI
// log. What comes out is one line of printable characters:
//
//   - what is not printable is shown as an escape: control characters, line
//     separators, bidirectional controls and other invisible characters, bytes
//     that are not UTF-8;
//   - what an agent that scans the log would obey is broken by a backslash:
//     "::" where a line may start (GitHub), "##[" and "##vso[" anywhere (Azure,
//     GitHub), "##teamcity[" (TeamCity);
//   - what is longer than MaxText is cut, and says by how much.
func Clean(text string) string {
	if !suspicious(text) {
		return text
	}
	var b strings.Builder
	shown, lineStart := 0, true
	for i := 0; i < len(text); {
		if shown == MaxText {
			fmt.Fprintf(&b, "… (%d more characters)", utf8.RuneCountInString(text[i:]))
			break
		}
		if lineStart && strings.HasPrefix(text[i:], "::") || endsCommand(text[:i], text[i:]) {
			b.WriteByte('\\')
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, text[i])
		} else {
			writeRune(&b, r)
		}
		lineStart = unicode.IsSpace(r)
		i += size
		shown++
	}
	return b.String()
}

// suspicious reports whether Clean has anything to do: it is asked about every
// text of a report, and most are plain ASCII.
func suspicious(text string) bool {
	if len(text) > MaxText || strings.HasPrefix(text, "::") {
		return true
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' || c >= 0x7f:
			return true
		case c == '#' && strings.HasPrefix(text[i:], "##"), c == ' ' && strings.HasPrefix(text[i:], " ::"):
			return true
		}
	}
	return false
}

// endsCommand reports whether the text before is "##" and letters, and the one
// after begins with the bracket that makes it a logging command.
func endsCommand(before, after string) bool {
	if !strings.HasPrefix(after, "[") {
		return false
	}
	word := strings.TrimRightFunc(before, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) })
	return strings.HasSuffix(word, "##")
}

// Visible reports whether a character can be shown as it is. Joiners and other
// format characters can not: they hide text, or reorder it.
func Visible(r rune) bool { return r == '\u3000' || unicode.IsPrint(r) }

// writeRune writes a character, or its escape.
func writeRune(b *strings.Builder, r rune) {
	switch {
	case Visible(r):
		b.WriteRune(r)
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case r <= 0xff:
		fmt.Fprintf(b, `\x%02x`, r)
	case r <= 0xffff:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		fmt.Fprintf(b, `\U%08x`, r)
	}
}
