package printable

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// JSONWriter writes indented JSON and spells as \uXXXX what no terminal or CI
// log should see as it is. The JSON means the same. Such characters occur only
// inside strings, and a string lies within one line.
type JSONWriter struct {
	w    *bufio.Writer
	rest []byte
}

// NewJSONWriter makes one that must be closed.
func NewJSONWriter(w *bufio.Writer) *JSONWriter { return &JSONWriter{w: w} }

// Write passes on whole lines and keeps the rest for later.
func (e *JSONWriter) Write(p []byte) (int, error) {
	end := bytes.LastIndexByte(p, '\n') + 1
	if end == 0 {
		e.rest = append(e.rest, p...)
		return len(p), nil
	}
	if err := e.escape(append(e.rest, p[:end]...)); err != nil {
		return 0, err
	}
	e.rest = append(e.rest[:0], p[end:]...)
	return len(p), nil
}

// Close writes the last line and ends it.
func (e *JSONWriter) Close() error { return e.escape(append(e.rest, '\n')) }

func (e *JSONWriter) escape(text []byte) error {
	done := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && c != 0x7f && (c != '[' || !endsCommand(string(text[max(0, i-longestCommand):i]), "[")) {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if c == '[' || !Visible(r) {
			e.w.Write(text[done:i])
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(e.w, `\u%04x`, unit)
			}
			done = i + size
		}
		i += size
	}
	_, err := e.w.Write(text[done:])
	return err
}

// WriteJSON writes any value as encoding/json spells it, safe for a terminal and
// a CI log as a report is.
func WriteJSON(w io.Writer, value any, indent string) error {
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indent)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	buffered := bufio.NewWriter(w)
	if err := NewJSONWriter(buffered).escape(plain.Bytes()); err != nil {
		return err
	}
	return buffered.Flush()
}

// longestCommand bounds how far back the "##" of a logging command is looked
// for.
const longestCommand = 32
