package document

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxSize is the size in bytes above which a file is refused unread. Terraform
// plans of tens of megabytes are real.
const MaxSize = 64 << 20

var (
	utf8Mark    = []byte{0xEF, 0xBB, 0xBF}
	utf16Little = []byte{0xFF, 0xFE}
	utf16Big    = []byte{0xFE, 0xFF}
)

// Decode returns the file as UTF-8 without a byte order mark. UTF-16 with a
// mark is converted, as PowerShell 5 writes it for "aws … > file". Other
// encodings, binary files and files above MaxSize are refused with an *Error.
func Decode(data []byte) ([]byte, error) {
	if len(data) > MaxSize {
		return nil, &Error{Message: "file is larger than 64 MiB"}
	}
	text := data
	switch {
	case bytes.HasPrefix(data, utf8Mark):
		text = data[len(utf8Mark):]
	case bytes.HasPrefix(data, utf16Little):
		return decodeUTF16(data[len(utf16Little):], binary.LittleEndian)
	case bytes.HasPrefix(data, utf16Big):
		return decodeUTF16(data[len(utf16Big):], binary.BigEndian)
	}
	if !utf8.Valid(text) {
		return nil, errorAt(positionOf(text, firstInvalid(text)), "file is not valid UTF-8")
	}
	return refuseNUL(text)
}

func decodeUTF16(data []byte, order binary.ByteOrder) ([]byte, error) {
	text := make([]byte, 0, len(data))
	for len(data) >= 2 {
		char, width := rune(order.Uint16(data)), 2
		if utf16.IsSurrogate(char) {
			char, width = utf8.RuneError, 4
			if len(data) >= 4 {
				char = utf16.DecodeRune(rune(order.Uint16(data)), rune(order.Uint16(data[2:])))
			}
			if char == utf8.RuneError {
				return nil, errorAt(positionOf(text, len(text)), "file is not valid UTF-16: half a surrogate pair")
			}
		}
		text = utf8.AppendRune(text, char)
		data = data[width:]
	}
	if len(data) != 0 {
		return nil, errorAt(positionOf(text, len(text)), "file is not valid UTF-16: odd number of bytes")
	}
	return refuseNUL(text)
}

// refuseNUL keeps out binary files and UTF-16 without a mark, of which a
// lenient parser would see only the part before the first NUL.
func refuseNUL(text []byte) ([]byte, error) {
	if offset := bytes.IndexByte(text, 0); offset >= 0 {
		return nil, errorAt(positionOf(text, offset), "file holds a NUL byte: it is binary, or UTF-16 without a byte order mark")
	}
	return text, nil
}

func firstInvalid(text []byte) int {
	offset := 0
	for offset < len(text) {
		char, width := utf8.DecodeRune(text[offset:])
		if char == utf8.RuneError && width == 1 {
			break
		}
		offset += width
	}
	return offset
}
