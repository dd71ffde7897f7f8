package snapshot

import (
	"bytes"
	"errors"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// decode reads the JSON of a file: no unknown names, none twice, no nulls.
func decode(data []byte, name string) (*file, error) {
	if err := checkFormat(data, name); err != nil {
		return nil, err
	}
	var decoded file
	if err := json.Unmarshal(data, &decoded, json.RejectUnknownMembers(true)); err != nil {
		return nil, explain(data, name, err)
	}
	return &decoded, refuseNull(data, name)
}

// checkFormat looks at the format's name alone, so that a file of a later
// format is told so, instead of which of its members this one does not know.
func checkFormat(data []byte, name string) error {
	d := jsontext.NewDecoder(bytes.NewReader(data))
	if d.PeekKind() != '{' || !enter(d, "ecsgate") {
		return notASnapshot(data, name)
	}
	offset := valueFrom(data, int(d.InputOffset()))
	value, err := d.ReadToken()
	switch {
	case err != nil:
		return explain(data, name, err)
	case value.Kind() != '"' || value.String() != format:
		return at(name, data, offset, quote(value.String())+" is not a format that this ecsgate reads: it reads "+
			format+"; take the snapshot again, or use the ecsgate that wrote it")
	}
	return nil
}

// notASnapshot says why a file without a format has none: it breaks off or is
// no JSON, or it is something else.
func notASnapshot(data []byte, name string) error {
	var value jsontext.Value
	if err := json.Unmarshal(data, &value); err != nil {
		return explain(data, name, err)
	}
	return at(name, data, valueFrom(data, 0), `not a snapshot: expected an object with "ecsgate": "`+format+`"`)
}

// refuseNull refuses null: it would read as "nothing there", which a snapshot
// says by an empty list, or by leaving a member out.
func refuseNull(data []byte, name string) error {
	if !bytes.Contains(data, []byte("null")) {
		return nil
	}
	d := jsontext.NewDecoder(bytes.NewReader(data))
	for {
		before := int(d.InputOffset())
		token, err := d.ReadToken()
		if err != nil { // the end: the text has been read once already
			return nil
		}
		if token.Kind() == 'n' {
			return at(name, data, valueFrom(data, before), "null says nothing: leave the member out, or write an empty list")
		}
	}
}

// explain turns an error of the JSON reader into one of the file. Those errors
// name Go types and may repeat values at any length, so their text is not used
// but where it is about single characters.
func explain(data []byte, name string, err error) error {
	var syntactic *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.As(err, &semantic):
		return at(name, data, valueFrom(data, int(semantic.ByteOffset)), mismatch(semantic))
	case errors.As(err, &syntactic) && errors.Is(err, jsontext.ErrDuplicateName):
		return at(name, data, int(syntactic.ByteOffset), quote(syntactic.JSONPointer.LastToken())+" is given twice")
	case errors.As(err, &syntactic):
		return at(name, data, int(syntactic.ByteOffset), syntactic.Err.Error())
	}
	return at(name, data, 0, "cannot be read as JSON")
}

// mismatch says what a member should have been.
func mismatch(err *json.SemanticError) string {
	switch {
	case errors.Is(err.Err, json.ErrUnknownName):
		return quote(err.JSONPointer.LastToken()) + " is not a member of " + format
	case err.JSONKind == '"' && err.JSONValue != nil:
		return quote(err.JSONPointer.LastToken()) + " is not a revision number"
	case err.GoType == nil:
		return "unexpected value"
	}
	switch err.GoType.Kind() {
	case reflect.String:
		return "expected a string"
	case reflect.Bool:
		return "expected true or false"
	case reflect.Int, reflect.Int64:
		return "expected a whole number"
	case reflect.Slice:
		return "expected a list"
	}
	return "expected an object"
}
