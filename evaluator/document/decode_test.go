package document_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

func encodeUTF16(order binary.AppendByteOrder, text string) []byte {
	var data []byte
	for _, unit := range utf16.Encode([]rune("\uFEFF" + text)) {
		data = order.AppendUint16(data, unit)
	}
	return data
}

func TestDecode(t *testing.T) {
	const want = "a: \"é😀\"\r\n"
	for name, data := range map[string][]byte{
		"UTF-8":           []byte(want),
		"UTF-8 with mark": []byte("\uFEFF" + want),
		"UTF-16LE":        encodeUTF16(binary.LittleEndian, want),
		"UTF-16BE":        encodeUTF16(binary.BigEndian, want),
	} {
		got, err := document.Decode(data)
		if err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for name, row := range map[string]struct{ data, want string }{
		"UTF-16 without mark": {"a\x00:\x00", "1:2: file holds a NUL byte: it is binary, or UTF-16 without a byte order mark"},
		"NUL in UTF-16":       {"\xFF\xFEa\x00\x00\x00", "1:2: file holds a NUL byte: it is binary, or UTF-16 without a byte order mark"},
		"UTF-32":              {"\xFF\xFE\x00\x00a\x00\x00\x00", "1:1: file holds a NUL byte: it is binary, or UTF-16 without a byte order mark"},
		"odd length":          {"\xFF\xFEa\x00\n\x00b", "2:1: file is not valid UTF-16: odd number of bytes"},
		"low surrogate":       {"\xFF\xFE\x00\xDCa\x00", "1:1: file is not valid UTF-16: half a surrogate pair"},
		"high surrogate":      {"\xFF\xFE\x00\xD8a\x00", "1:1: file is not valid UTF-16: half a surrogate pair"},
		"cut-off surrogate":   {"\xFF\xFEa\x00\x00\xD8", "1:2: file is not valid UTF-16: half a surrogate pair"},
		"invalid UTF-8":       {"ä\n\uFFFD\xFF", "2:2: file is not valid UTF-8"},
		"too large":           {strings.Repeat(" ", document.MaxSize+1), "file is larger than 64 MiB"},
	} {
		_, err := document.Decode([]byte(row.data))
		if err == nil || err.Error() != row.want {
			t.Errorf("%s: got %v, want %s", name, err, row.want)
		}
	}
}
