package document

import (
	"bytes"
	"io"

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
}

// parseJSON returns errors as they come: jsonError makes them presentable.
func parseJSON(data []byte) (*Node, error) {
	// The decoder reads from a bytes.Buffer in place.
	r := jsonReader{decoder: jsontext.NewDecoder(bytes.NewBuffer(data)), cursor: newCursor(data)}
	root, err := r.value(0)
	if err != nil {
		return nil, err
	}
	where := r.next()
	switch _, err := r.decoder.ReadToken(); err {
	case io.EOF:
		return root, nil
	case nil:
		return nil, errorAt(where, "a second JSON value: a file holds one")
	default:
		return nil, err
	}
}

// next returns where the next token begins: the decoder tells only where the
// last one ended.
func (r *jsonReader) next() Position {
	data, offset := r.cursor.data, int(r.decoder.InputOffset())
	for offset < len(data) {
		switch data[offset] {
		case ' ', '\t', '\r', '\n', ',', ':':
			offset++
			continue
		}
		break
	}
	return r.cursor.at(offset)
}

func (r *jsonReader) value(depth int) (*Node, error) {
	node := &Node{Position: r.next()}
	token, err := r.decoder.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case jsontext.KindTrue, jsontext.KindFalse:
		node.Kind, node.Text = Bool, token.String()
	case jsontext.KindNumber:
		node.Kind, node.Text = Number, token.String()
	case jsontext.KindString:
		node.Kind, node.Text = String, token.String()
	case jsontext.KindBeginArray:
		node.Kind = Sequence
		err = r.items(node, depth+1)
	case jsontext.KindBeginObject:
		node.Kind = Mapping
		err = r.fields(node, depth+1)
	}
	return node, err
}

func (r *jsonReader) items(node *Node, depth int) error {
	if depth > maxDepth {
		return tooDeep(node.Position)
	}
	for r.decoder.PeekKind() != jsontext.KindEndArray {
		item, err := r.value(depth)
		if err != nil {
			return err
		}
		node.Items = append(node.Items, item)
	}
	_, err := r.decoder.ReadToken()
	return err
}

func (r *jsonReader) fields(node *Node, depth int) error {
	if depth > maxDepth {
		return tooDeep(node.Position)
	}
	for r.decoder.PeekKind() != jsontext.KindEndObject {
		field := Field{Position: r.next()}
		name, err := r.decoder.ReadToken()
		if err != nil {
			return err
		}
		field.Name = name.String()
		if field.Value, err = r.value(depth); err != nil {
			return err
		}
		node.Fields = append(node.Fields, field)
	}
	_, err := r.decoder.ReadToken()
	return err
}

func tooDeep(where Position) *Error {
	return errorAt(where, "nested more than %d levels deep", maxDepth)
}
