package command

import (
	"strconv"
	"strings"
)

// unescape takes the backslashes of a literal away: before any character, or
// inside of double quotes before those that they can stand before.
func unescape(text, before string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && (before == "" || strings.IndexByte(before, text[i+1]) >= 0) {
			i++
			if text[i] == '\n' {
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// ansi decodes the escapes of $'…'
// (https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html).
func ansi(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		if at := strings.IndexByte(`abefnrtvE\'"?`, text[i]); at >= 0 {
			b.WriteByte("\a\b\x1b\f\n\r\t\v\x1b\\'\"?"[at])
			continue
		}
		size := ansiNumber(&b, text[i:])
		if size == 0 {
			b.WriteByte('\\')
			b.WriteByte(text[i])
			continue
		}
		i += size - 1
	}
	return b.String()
}

// ansiNumber decodes \101, \x41 and \u0041 after the backslash, and returns how
// long it was; 0 for what is none.
func ansiNumber(b *strings.Builder, text string) int {
	skip, base, digits, most := 1, 16, 22, map[byte]int{'x': 2, 'u': 4, 'U': 8}[text[0]]
	if most == 0 {
		skip, base, digits, most = 0, 8, 8, 3
	}
	size := skip
	for size < len(text) && size < skip+most && strings.IndexByte("0123456789abcdefABCDEF"[:digits], text[size]) >= 0 {
		size++
	}
	n, err := strconv.ParseUint(text[skip:size], base, 32)
	switch {
	case err != nil:
		return 0
	case text[0] == 'u' || text[0] == 'U':
		b.WriteRune(rune(n))
	default:
		b.WriteByte(byte(n))
	}
	return size
}
