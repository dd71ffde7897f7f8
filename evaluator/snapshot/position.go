package snapshot

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// located is an error of a file: its text is one line, "name:line:col: message".
type located struct {
	file    string
	line    int
	column  int
	message string
}

func (l *located) Error() string {
	return l.file + ":" + strconv.Itoa(l.line) + ":" + strconv.Itoa(l.column) + ": " + l.message
}

// at makes the error of one byte of a file. Columns count characters from 1.
func at(name string, data []byte, offset int, message string) error {
	before := data[:min(offset, len(data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return &located{
		file:    name,
		line:    bytes.Count(before, []byte{'\n'}) + 1,
		column:  utf8.RuneCount(before[start:]) + 1,
		message: message,
	}
}

// locate finds the byte where the value of a pointer starts. What the file
// leaves out is located at what should have held it. Only a refused file is
// read again for it; one that is accepted pays nothing for its positions.
func locate(data []byte, pointer jsontext.Pointer) int {
	d := jsontext.NewDecoder(bytes.NewReader(data))
	start := valueFrom(data, 0)
	for token := range pointer.Tokens() {
		if !enter(d, token) {
			break
		}
		start = valueFrom(data, int(d.InputOffset()))
	}
	return start
}

// enter reads up to the value of one name of an object or index of a list.
func enter(d *jsontext.Decoder, token string) bool {
	open, err := d.ReadToken()
	if err != nil {
		return false
	}
	if open.Kind() == '[' {
		index, err := strconv.Atoi(token)
		for i := 0; err == nil && i < index; i++ {
			err = d.SkipValue()
		}
		return err == nil && d.PeekKind() != ']'
	}
	for open.Kind() == '{' && d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil || name.String() == token {
			return err == nil
		}
		if err := d.SkipValue(); err != nil {
			return false
		}
	}
	return false
}

// valueFrom skips what stands between two values.
func valueFrom(data []byte, offset int) int {
	for offset < len(data) && bytes.IndexByte([]byte(" \t\r\n,:"), data[offset]) >= 0 {
		offset++
	}
	return offset
}
