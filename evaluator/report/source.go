package report

import (
	"bytes"
	"unicode/utf8"
)

// source finds places in the files that a report names. It keeps one file, for
// a report is in the order of its files, and in it the last place that was
// asked for: thousands of findings in one long line cost one walk along it.
type source struct {
	read  func(file string) []byte
	file  string
	data  []byte
	lines []int // offsets of the lines' first bytes

	line, column, offset int
}

// find returns the line of a file, without its end, and where in it the column
// is, counted in characters from 1. It fails when the file has no such place: it
// may have changed, or not be there.
func (s *source) find(file string, line, column int) (text []byte, at int, ok bool) {
	s.open(file)
	if line < 1 || line > len(s.lines) || column < 1 {
		return nil, 0, false
	}
	start := s.lines[line-1]
	end := len(s.data)
	if line < len(s.lines) {
		end = s.lines[line]
	}
	text = bytes.TrimRight(s.data[start:end], "\r\n")
	if !s.seek(start, start+len(text), line, column) {
		return nil, 0, false
	}
	return text, s.offset - start, true
}

// open reads a file and notes where its lines begin. A UTF-16 file is not
// shown: its columns are those of the decoded text.
func (s *source) open(file string) {
	if s.read == nil || file == s.file {
		return
	}
	s.file, s.data, s.lines, s.line = file, s.read(file), s.lines[:0], 0
	s.data = bytes.TrimPrefix(s.data, []byte("\ufeff"))
	if len(s.data) == 0 || bytes.HasPrefix(s.data, []byte{0xff, 0xfe}) || bytes.HasPrefix(s.data, []byte{0xfe, 0xff}) {
		return
	}
	s.lines = append(s.lines, 0)
	for i := bytes.IndexByte(s.data, '\n'); i >= 0; {
		start := s.lines[len(s.lines)-1] + i + 1
		s.lines = append(s.lines, start)
		i = bytes.IndexByte(s.data[start:], '\n')
	}
}

// seek moves to a column of a line, from where it stands in it.
func (s *source) seek(start, end, line, column int) bool {
	if s.line != line {
		s.line, s.column, s.offset = line, 1, start
	}
	for s.column < column && s.offset < end {
		_, size := utf8.DecodeRune(s.data[s.offset:end])
		s.offset += size
		s.column++
	}
	for s.column > column {
		_, size := utf8.DecodeLastRune(s.data[start:s.offset])
		s.offset -= size
		s.column--
	}
	return s.column == column && s.offset < end
}
