package printable

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Columns is how many columns clean text takes on a terminal.
func Columns(text string) int {
	n := 0
	for _, r := range text {
		n += ColumnsOf(r)
	}
	return n
}

// ColumnsOf is how many columns a character takes.
func ColumnsOf(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Cut returns the part of clean text that fits into limit columns.
func Cut(text string, limit int) string {
	for i, r := range text {
		if limit -= ColumnsOf(r); limit < 0 {
			return text[:i]
		}
	}
	return text
}

// Wrap breaks clean text at its spaces so that lines take at most limit
// columns, where words allow it.
func Wrap(text string, limit int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for word := range strings.FieldsSeq(text) {
		w := Columns(word)
		if used > 0 && used+1+w > limit {
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += w
	}
	return append(lines, line.String())
}
