package manifest

import (
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// dialect is how a command language splits a text into words. It is a tolerant
// reading of the few things that command lines need, and no grammar.
type dialect struct {
	// escape takes its meaning from the next character, and at the end of a line
	// continues it.
	escape byte
	// operators end a word and stand for themselves, the longer ones first.
	operators []string
	// quotes are those that there are; what stands in single ones is as it is.
	quotes string
	// variable returns the length of the variable at the beginning of a text, and
	// its name; 0: there is none. bare: outside of quotes.
	variable func(text string, bare bool) (length int, name string)
	// comment returns how long the comment at the beginning of a text is; first:
	// a command would begin there.
	comment func(text string, first bool) int
	// quoted reads what only this language has: here-strings.
	quoted func(text string) (length, from, to int)
	// fold makes names of variables equal that the language takes for the same.
	fold func(string) string
}

// piece is a part of a word: text, or a variable with the text that names it.
type piece struct{ text, variable string }

// token is a word or an operator ("\n" among them).
type token struct {
	operator string
	pieces   []piece
	// raw is the word as it stands there; bare: nothing in it is quoted.
	raw  string
	bare bool
	// nested: it stands for a command in parentheses, which is read by itself.
	nested bool
	// output is the only aws command in those parentheses.
	output *command.Invocation
	at     document.Position
	// from and to are its offsets in the text.
	from, to int
}

// splitter cuts a text into tokens.
type splitter struct {
	*dialect
	text   string
	offset int
	at     document.Position
	tokens []token
	word   *token
	begin  int
	// plain is the text of the word behind its last variable.
	plain []byte
}

// split cuts a text that begins at a position into words and operators.
func (d *dialect) split(text string, at document.Position) []token {
	s := splitter{dialect: d, text: text, at: at}
	for s.offset < len(s.text) {
		s.next()
	}
	s.end()
	return s.tokens
}

// skip goes on by n bytes.
func (s *splitter) skip(n int) {
	for _, char := range s.text[s.offset:min(s.offset+n, len(s.text))] {
		if s.at.Column++; char == '\n' {
			s.at = document.Position{Line: s.at.Line + 1, Column: 1}
		}
	}
	s.offset = min(s.offset+n, len(s.text))
}

// begun returns the word under way.
func (s *splitter) begun() *token {
	if s.word == nil {
		s.word, s.begin = &token{at: s.at, bare: true}, s.offset
	}
	return s.word
}

func (s *splitter) end() {
	if s.word != nil {
		s.flush()
		s.word.from, s.word.to = s.begin, s.offset
		s.word.raw = s.text[s.begin:s.offset]
		s.tokens = append(s.tokens, *s.word)
		s.word = nil
	}
}

// literal adds text to the word.
func (s *splitter) literal(text string) {
	s.begun()
	s.plain = append(s.plain, text...)
}

// flush makes a piece of the text so far.
func (s *splitter) flush() {
	if len(s.plain) > 0 || len(s.word.pieces) == 0 {
		s.word.pieces = append(s.word.pieces, piece{text: string(s.plain)})
		s.plain = s.plain[:0]
	}
}

// maxVariable is how long the name of a variable may be, or what computes one.
const maxVariable = 500

// hole adds the variable at this place to the word, if there is one.
func (s *splitter) hole(bare bool) bool {
	rest := s.text[s.offset:min(len(s.text), s.offset+maxVariable)]
	length, name := 0, ""
	if strings.HasPrefix(rest, "${{") {
		if end := strings.Index(rest, "}}"); end > 0 {
			length, name = end+2, rest[:end+2]
		}
	} else {
		length, name = s.variable(rest, bare)
	}
	if length == 0 {
		return false
	}
	word := s.begun()
	if len(s.plain) > 0 {
		s.flush()
	}
	word.pieces = append(word.pieces, piece{text: rest[:length], variable: name})
	s.skip(length)
	return true
}

func (s *splitter) next() {
	rest := s.text[s.offset:]
	if s.continued(rest) {
		return
	}
	if s.word == nil && s.comment != nil {
		if n := s.comment(rest, s.atCommand()); n > 0 {
			s.skip(n)
			return
		}
	}
	if s.quoted != nil {
		if n, from, to := s.quoted(rest); n > 0 {
			s.literal(rest[from:to])
			s.word.bare = false
			s.skip(n)
			return
		}
	}
	for _, operator := range s.operators {
		if strings.HasPrefix(rest, operator) {
			s.end()
			s.tokens = append(s.tokens, token{operator: operator, at: s.at, from: s.offset, to: s.offset + len(operator)})
			s.skip(len(operator))
			return
		}
	}
	switch char := rest[0]; {
	case char == ' ' || char == '\t' || char == '\r':
		s.end()
		s.skip(1)
	case strings.IndexByte(s.quotes, char) >= 0:
		s.quote(char)
	case char == s.escape && len(rest) > 1:
		s.begun()
		s.skip(1)
		s.character()
	case s.hole(true):
	default:
		s.run()
	}
}

// character adds one character to the word as it is.
func (s *splitter) character() {
	_, width := utf8.DecodeRuneInString(s.text[s.offset:])
	s.literal(s.text[s.offset : s.offset+width])
	s.skip(width)
}

// special are the characters at which something may begin or end in any of the
// languages.
const special = " \t\r\n;&|(){}@#<,\"'`^\\$%!"

// run adds the characters up to the next that may mean something.
func (s *splitter) run() {
	rest := s.text[s.offset:]
	n := strings.IndexAny(rest[1:], special) + 1
	if n == 0 {
		n = len(rest)
	}
	s.literal(rest[:n])
	s.skip(n)
}

// continued passes over the end of a line that goes on in the next.
func (s *splitter) continued(rest string) bool {
	if rest[0] != s.escape {
		return false
	}
	for _, end := range []string{"\n", "\r\n"} {
		if strings.HasPrefix(rest[1:], end) {
			if s.escape != '\\' { // a shell joins what stands on both sides
				s.end()
			}
			s.skip(1 + len(end))
			return true
		}
	}
	return false
}

// atCommand reports whether a command would begin here.
func (s *splitter) atCommand() bool {
	n := len(s.tokens)
	return n == 0 || s.tokens[n-1].operator != "" || n > 0 && s.tokens[n-1].raw == "@"
}

// quote reads a quoted part of a word. A quote that is doubled stands for itself
// where the escape does not.
func (s *splitter) quote(mark byte) {
	s.begun().bare = false
	s.skip(1)
	for s.offset < len(s.text) {
		rest := s.text[s.offset:]
		switch {
		case rest[0] == mark && s.escape != '\\' && len(rest) > 1 && rest[1] == mark:
			s.literal(string(mark))
			s.skip(2)
		case rest[0] == mark:
			s.skip(1)
			return
		case mark == '\'':
			s.run()
		case s.escaped(rest):
		case s.hole(false):
		default:
			s.run()
		}
	}
}

// escaped reads an escape inside double quotes: the language's own, and the \"
// that every Windows program reads for itself.
func (s *splitter) escaped(rest string) bool {
	if len(rest) < 2 {
		return false
	}
	switch {
	case rest[0] == '\\' && rest[1] == '"' && s.escape != '`':
	case rest[0] == s.escape && s.escape == '`':
	case rest[0] == s.escape && s.escape == '\\' && strings.IndexByte("$`\\", rest[1]) >= 0:
	default:
		return false
	}
	s.skip(1)
	s.character()
	return true
}
