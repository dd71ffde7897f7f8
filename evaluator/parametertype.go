package evaluator

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// ParameterType is what the values of a rule's parameter are; empty: nobody says.
type ParameterType string

// parameterTypes are those that METADATA can name, with what they are called and
// the values that they take.
var parameterTypes = []struct {
	name   ParameterType
	wanted string
	takes  func(any) bool
}{
	{"string", "a text", isText},
	{"number", "a number", isNumber},
	{"integer", "a whole number", isInteger},
	{"boolean", "true or false", isBoolean},
	{"object", "an object", isObject},
	{"list", "a list", func(value any) bool { return isListOf(value, func(any) bool { return true }) }},
	{"list of strings", "a list of texts", func(value any) bool { return isListOf(value, isText) }},
	{"list of objects", "a list of objects", func(value any) bool { return isListOf(value, isObject) }},
}

func parameterTypeNames() []ParameterType {
	var names []ParameterType
	for _, t := range parameterTypes {
		names = append(names, t.name)
	}
	return names
}

// Refuse says of a value that is not of the type what it must be, or "".
func (t ParameterType) Refuse(value any) (problem string) {
	for _, known := range parameterTypes {
		if known.name != t || known.takes(value) {
			continue
		}
		if items, isList := value.([]any); isList && strings.HasPrefix(string(t), "list of") {
			i := slices.IndexFunc(items, func(item any) bool { return !known.takes([]any{item}) })
			return "must be " + known.wanted + ", and holds " + called(items[i])
		}
		return "must be " + known.wanted + ", not " + called(value)
	}
	return ""
}

// called names what a value is.
func called(value any) string {
	switch {
	case value == nil:
		return "null"
	case isText(value):
		return "a text"
	case isInteger(value):
		return "a number"
	case isNumber(value):
		return "a fraction"
	case isBoolean(value):
		return "true or false"
	case isObject(value):
		return "an object"
	}
	return "a list"
}

func isText(value any) bool {
	_, is := value.(string)
	return is
}

func isBoolean(value any) bool {
	_, is := value.(bool)
	return is
}

func isObject(value any) bool {
	_, is := value.(map[string]any)
	return is
}

// isNumber also takes the numbers of Go, of data that a program hands in.
func isNumber(value any) bool {
	switch value.(type) {
	case json.Number, float32, float64:
		return true
	}
	return isInteger(value)
}

func isInteger(value any) bool {
	switch n := value.(type) {
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return true
	case json.Number:
		f, err := strconv.ParseFloat(string(n), 64)
		return err == nil && f == float64(int64(f))
	case float64:
		return n == float64(int64(n))
	}
	return false
}

func isListOf(value any, takes func(any) bool) bool {
	items, is := value.([]any)
	return is && !slices.ContainsFunc(items, func(item any) bool { return !takes(item) })
}
