package command

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// Shorthand reads the AWS CLI's shorthand for a structure,
// "Id=1,Arn=…,EcsParameters={TaskCount=2}", with every value as a string
// (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html).
// All of it stands at one position.
func Shorthand(text string, at document.Position) (*document.Node, error) {
	s := &shorthand{rest: text, at: at}
	root, err := s.pairs("")
	if err == nil && s.rest != "" {
		err = s.unexpected()
	}
	if err != nil {
		return nil, err
	}
	return root, nil
}

// shorthand is a text that is being read.
type shorthand struct {
	rest  string
	at    document.Position
	depth int
}

// maxDepth is how deep structures and lists may hold one another.
const maxDepth = 64

var errDeep = errors.New("it is nested too deeply")

func (s *shorthand) unexpected() error {
	if s.rest == "" {
		return errors.New("it ends too early")
	}
	return errors.New("unexpected " + strconv.Quote(shorten(s.rest)))
}

func (s *shorthand) node(kind document.Kind) *document.Node {
	return &document.Node{Kind: kind, Position: s.at}
}

func (s *shorthand) space() { s.rest = strings.TrimLeftFunc(s.rest, unicode.IsSpace) }

// take takes a character, with the white space around it.
func (s *shorthand) take(c string) bool {
	trimmed := strings.TrimLeftFunc(s.rest, unicode.IsSpace)
	if !strings.HasPrefix(trimmed, c) {
		return false
	}
	s.rest = trimmed[len(c):]
	s.space()
	return true
}

// pairs reads key=value pairs up to the end: "}", or "" for that of the text.
func (s *shorthand) pairs(end string) (*document.Node, error) {
	if s.depth++; s.depth > maxDepth {
		return nil, errDeep
	}
	defer func() { s.depth-- }()
	root := s.node(document.Mapping)
	for first := true; ; first = false {
		if end != "" && s.take(end) {
			return root, nil
		}
		if !first && !s.take(",") {
			if end == "" {
				return root, nil
			}
			return nil, s.unexpected()
		}
		name, value, err := s.pair(end == "")
		switch {
		case err != nil:
			return nil, err
		case root.Has(name):
			return nil, errors.New(strconv.Quote(shorten(name)) + " is given twice")
		}
		root.Fields = append(root.Fields, document.Field{Name: name, Value: value, Position: s.at})
	}
}

// pair reads one pair. At the top a value may be a list without brackets.
func (s *shorthand) pair(top bool) (string, *document.Node, error) {
	length := strings.IndexFunc(s.rest, func(c rune) bool {
		return !strings.ContainsRune("-_.#/:", c) && (c > unicode.MaxASCII || !unicode.IsLetter(c) && !unicode.IsDigit(c))
	})
	if length <= 0 {
		return "", nil, s.unexpected()
	}
	name := s.rest[:length]
	s.rest = s.rest[length:]
	s.take("@") // the value may be a file, which is left as it is
	if !s.take("=") {
		return "", nil, s.unexpected()
	}
	value, err := s.value(",]}\"'")
	if err != nil || !top || value.Kind != document.String {
		return name, value, err
	}
	value, err = s.csv(value)
	return name, value, err
}

// csv reads the rest of "a,b,c": a list that ends before the next pair.
func (s *shorthand) csv(first *document.Node) (*document.Node, error) {
	items := []*document.Node{first}
	for before := s.rest; s.take(","); before = s.rest {
		if s.rest == "" {
			return nil, s.unexpected()
		}
		next, err := s.value(",=\"'")
		if err != nil || next.Kind != document.String || s.rest != "" && !strings.HasPrefix(s.rest, ",") {
			s.rest = before
			break
		}
		items = append(items, next)
	}
	if len(items) == 1 {
		return first, nil
	}
	list := s.node(document.Sequence)
	list.Items = items
	return list, nil
}

// value reads a list in brackets, a structure in braces, or a text, which ends
// before any of the characters in stop.
func (s *shorthand) value(stop string) (*document.Node, error) {
	switch {
	case strings.HasPrefix(s.rest, "["):
		s.take("[")
		return s.list()
	case strings.HasPrefix(s.rest, "{"):
		s.take("{")
		return s.pairs("}")
	case strings.HasPrefix(s.rest, `"`), strings.HasPrefix(s.rest, "'"):
		return s.quoted()
	}
	return s.plain(stop), nil
}

func (s *shorthand) list() (*document.Node, error) {
	if s.depth++; s.depth > maxDepth {
		return nil, errDeep
	}
	defer func() { s.depth-- }()
	list := s.node(document.Sequence)
	for first := true; !s.take("]"); first = false {
		if !first && !s.take(",") || s.rest == "" {
			return nil, s.unexpected()
		}
		if strings.HasPrefix(s.rest, "]") {
			continue
		}
		item, err := s.value(",]}\"'")
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, item)
	}
	return list, nil
}

func (s *shorthand) quoted() (*document.Node, error) {
	mark := s.rest[0]
	var b strings.Builder
	for i := 1; i < len(s.rest); i++ {
		c := s.rest[i]
		switch {
		case c == '\\' && i+1 < len(s.rest) && (s.rest[i+1] == mark || s.rest[i+1] == '\\'):
			i++
			c = s.rest[i]
		case c == mark:
			s.rest = s.rest[i+1:]
			s.space()
			text := s.node(document.String)
			text.Text = b.String()
			return text, nil
		}
		b.WriteByte(c)
	}
	return nil, errors.New("a quote is not closed")
}

// plain reads a text without quotes up to a character that ends it.
func (s *shorthand) plain(stop string) *document.Node {
	var b strings.Builder
	i := 0
	for ; i < len(s.rest) && strings.IndexByte(stop, s.rest[i]) < 0; i++ {
		if strings.HasPrefix(s.rest[i:], `\,`) {
			i++
		}
		b.WriteByte(s.rest[i])
	}
	s.rest = s.rest[i:]
	text := s.node(document.String)
	text.Text = strings.TrimRightFunc(b.String(), unicode.IsSpace)
	return text
}
