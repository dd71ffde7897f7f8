package report

import "bytes"

// valueEnd returns the length of the value at the beginning of a text, as far as
// it can be a name or a reference. What is in brackets, quoted once more, or
// after a space is something else, and may be a secret. It is at least 1, unless
// the text is empty.
func valueEnd(text []byte) int {
	if len(text) == 0 {
		return 0
	}
	start := tagEnd(text)
	value := text[start:]
	switch {
	case len(value) == 0:
	case value[0] == '"' || value[0] == '\'':
		return start + quotedEnd(value)
	default:
		start += bareEnd(value)
	}
	return max(1, start)
}

// tagEnd returns the length of a YAML tag and the spaces after it; 0: there is
// none.
func tagEnd(text []byte) int {
	if text[0] != '!' {
		return 0
	}
	i := 1
	for i < min(len(text), maxContext) && (isWord(text[i]) || text[i] == ':') {
		i++
	}
	return len(text) - len(bytes.TrimLeft(text[i:], " \t"))
}

// quotedEnd returns the length of a quoted value: with its end quote, where that
// comes before anything that no name holds.
func quotedEnd(value []byte) int {
	end := bytes.IndexAny(value[1:min(len(value), maxContext)], "\"'\\ \t")
	switch {
	case end < 0:
		return min(len(value), maxContext)
	case value[1+end] == value[0]:
		return end + 2
	default:
		return end + 1
	}
}

// bareEnd returns the length of a value without quotes; ${…} belongs to it. A
// colon at its end does not: then it is the name of a YAML entry.
func bareEnd(value []byte) int {
	value = value[:min(len(value), maxContext)]
	i := 0
	for i < len(value) {
		if value[i] == '{' {
			end := bytes.IndexAny(value[i+1:], "{}\"'\\ \t")
			if end < 0 || value[i+1+end] != '}' {
				break
			}
			i += 1 + end
		} else if bytes.IndexByte([]byte("\"'\\ \t,[]}()"), value[i]) >= 0 {
			break
		}
		i++
	}
	if i > 1 && value[i-1] == ':' {
		i--
	}
	return i
}
