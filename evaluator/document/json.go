package document

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// maxDepth bounds the nesting of a document. Real ones stay below 50; the
// readers and everything that walks a tree may recurse.
const maxDepth = 1000

// ReadJSON reads one JSON value from UTF-8 text. Duplicate names are refused,
// since other readers take the first or the last of them, and so is anything
// after the value. Errors are of type *Error.
func ReadJSON(data []byte) (*Node, error) {
	root, err := parseJSON(data)
	if err != nil {
		return nil, jsonError(data, err)
	}
	return root, nil
}

type jsonReader struct {
	decoder *jsontext.Decoder
	cursor  cursor
	// text is the file, of which the tree's texts are parts.
	text  string
	nodes slab
	// fields and items are what has been read of the collections that are open:
	// each takes its own off the end when it closes.
	fields []Field
	items  []*Node
}

// parseJSON returns errors as they come: jsonError makes them presentable.
func parseJSON(data []byte) (*Node, error) {
	// The decoder reads from a bytes.Buffer in place.
	r := jsonReader{decoder: jsontext.NewDecoder(bytes.NewBuffer(data)), cursor: newCursor(data), text: string(data)}
	root, err := r.value(0)
	if err != nil {
		return nil, err
	}
	where := r.cursor.at(r.next())
	switch _, err := r.decoder.ReadToken(); err {
	case io.EOF:
		return root, nil
	case nil:
		return nil, errorAt(where, "a second JSON value: a file holds one")
	default:
		return nil, err
	}
}

// next returns the offset at which the next token begins: the decoder tells
// only where the last one ended.
func (r *jsonReader) next() int {
	offset := int(r.decoder.InputOffset())
	for offset < len(r.text) {
		switch r.text[offset] {
		case ' ', '\t', '\r', '\n', ',', ':':
			offset++
			continue
		}
		break
	}
	return offset
}

func (r *jsonReader) value(depth int) (*Node, error) {
	node := r.nodes.node()
	token, text, where, err := r.token()
	if err != nil {
		return nil, err
	}
	node.Position = where
	switch token {
	case jsontext.KindTrue, jsontext.KindFalse:
		node.Kind, node.Text = Bool, text
	case jsontext.KindNumber:
		node.Kind, node.Text = Number, text
	case jsontext.KindString:
		node.Kind, node.Text = String, text
	case jsontext.KindBeginArray:
		node.Kind = Sequence
		err = r.sequence(node, depth+1)
	case jsontext.KindBeginObject:
		node.Kind = Mapping
		err = r.mapping(node, depth+1)
	}
	return node, err
}

// token reads a token: its kind, its text with escapes undone, its position.
func (r *jsonReader) token() (jsontext.Kind, string, Position, error) {
	start := r.next()
	token, err := r.decoder.ReadToken()
	if err != nil {
		return jsontext.KindInvalid, "", Position{}, err
	}
	kind, text := token.Kind(), r.text[start:r.decoder.InputOffset()]
	if kind == jsontext.KindString {
		if strings.IndexByte(text, '\\') >= 0 {
			text = token.String()
		} else {
			text = text[1 : len(text)-1]
		}
	}
	return kind, text, r.cursor.at(start), nil
}

func (r *jsonReader) sequence(node *Node, depth int) error {
	if depth > maxDepth {
		return tooDeep(node.Position)
	}
	start := len(r.items)
	for r.decoder.PeekKind() != jsontext.KindEndArray {
		item, err := r.value(depth)
		if err != nil {
			return err
		}
		r.items = append(r.items, item)
	}
	node.Items = slices.Clone(r.items[start:])
	r.items = r.items[:start]
	_, err := r.decoder.ReadToken()
	return err
}

func (r *jsonReader) mapping(node *Node, depth int) error {
	if depth > maxDepth {
		return tooDeep(node.Position)
	}
	start := len(r.fields)
	for r.decoder.PeekKind() != jsontext.KindEndObject {
		_, name, where, err := r.token()
		if err != nil {
			return err
		}
		value, err := r.value(depth)
		if err != nil {
			return err
		}
		r.fields = append(r.fields, Field{Name: name, Value: value, Position: where})
	}
	node.Fields = slices.Clone(r.fields[start:])
	r.fields = r.fields[:start]
	_, err := r.decoder.ReadToken()
	return err
}

func tooDeep(where Position) *Error {
	return errorAt(where, "nested more than %d levels deep", maxDepth)
}
