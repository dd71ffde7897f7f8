package report

import "bytes"

// excerpt is what may be shown of an offending line. A line can hold anything,
// a minified request all of its environment, so only the name and the value at
// the place are shown: what surrounds them is shown where it is punctuation, and
// is an ellipsis where it is not.
type excerpt struct {
	before, at, after string
}

const ellipsis = "…"

// maxContext bounds how far around a place an excerpt looks, in bytes.
const maxContext = 200

// What may stand around a value without being one, beside spaces.
const (
	opening = "{[(,?-"
	closing = "}]),;{[(|>+-"
)

// newExcerpt cuts an excerpt out of a line at the offset of one of its bytes.
func newExcerpt(line []byte, offset int) excerpt {
	before, rest := line[:offset], line[offset:]
	nameAt := nameBefore(before)
	e := excerpt{before: punctuation(before[:nameAt], opening, ellipsis+" ") + string(before[nameAt:])}

	end := valueEnd(rest)
	e.at, rest = string(rest[:end]), rest[end:]
	if nameAt == offset {
		end = linkEnd(rest)
		if end > 0 {
			end += valueEnd(rest[end:])
		}
		e.after, rest = string(rest[:end]), rest[end:]
	}
	e.after += punctuation(rest, closing, ellipsis)
	return e
}

// punctuation returns the text when it is short and holds nothing else, or what
// stands for it.
func punctuation(text []byte, allowed, instead string) string {
	if len(text) <= maxContext && len(bytes.Trim(text, " \t"+allowed)) == 0 {
		return string(text)
	}
	return instead
}

// nameBefore returns where the name of a value begins, given all that stands
// before the value: "name": or name = or --name. Without a name it is the end.
func nameBefore(before []byte) int {
	near := max(0, len(before)-maxContext)
	text := bytes.TrimRight(before[near:], " \t")
	if !bytes.HasSuffix(text, []byte(":")) && !bytes.HasSuffix(text, []byte("=")) {
		name := wordStart(text)
		if len(text) < len(before)-near && bytes.HasPrefix(text[name:], []byte("--")) {
			return near + name
		}
		return len(before)
	}
	text = bytes.TrimRight(text[:len(text)-1], " \t")
	name := wordStart(text)
	if n := len(text); n > 0 && (text[n-1] == '"' || text[n-1] == '\'') {
		name = bytes.LastIndexByte(text[:n-1], text[n-1])
		if name < 0 || bytes.ContainsAny(text[name+1:n-1], "\\\"' \t") {
			return len(before)
		}
	}
	if name == len(text) {
		return len(before)
	}
	return near + name
}

// wordStart returns where the bare name at the end of a text begins.
func wordStart(text []byte) int {
	i := len(text)
	for i > 0 && isWord(text[i-1]) {
		i--
	}
	return i
}

func isWord(c byte) bool {
	return c == '_' || c == '-' || c == '.' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// linkEnd returns the length of the colon or equals sign that follows a name,
// with its spaces; 0: none follows.
func linkEnd(rest []byte) int {
	text := bytes.TrimLeft(rest, " \t")
	if len(text) == 0 || text[0] != ':' && text[0] != '=' {
		return 0
	}
	return len(rest) - len(bytes.TrimLeft(text[1:], " \t"))
}
