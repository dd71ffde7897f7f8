package ecstest

import (
	"encoding/json"
	"strconv"
)

// Parameters are those of a request, by the names that the API gives them. The
// values of JSON are as encoding/json decodes them with UseNumber; those of a
// query or a form are strings, and lists of strings.
type Parameters map[string]any

// text returns a string, or "" where there is none.
func (p Parameters) text(name string) string {
	s, _ := p[name].(string)
	return s
}

// has reports whether a parameter is there and not null.
func (p Parameters) has(name string) bool { return p[name] != nil }

// number returns a number and whether there is one.
func (p Parameters) number(name string) (int, bool) {
	var text string
	switch v := p[name].(type) {
	case json.Number:
		text = v.String()
	case string:
		text = v
	default:
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	return int(n), err == nil
}

// flag returns a boolean, false where there is none.
func (p Parameters) flag(name string) bool {
	b, _ := p[name].(bool)
	return b
}

// list returns the strings of a list.
func (p Parameters) list(name string) []string {
	switch v := p[name].(type) {
	case []string:
		return v
	case []any:
		var texts []string
		for _, element := range v {
			if s, ok := element.(string); ok {
				texts = append(texts, s)
			}
		}
		return texts
	}
	return nil
}

// object returns a structure, empty where there is none.
func (p Parameters) object(name string) Parameters {
	o, _ := p[name].(map[string]any)
	return o
}

// objects returns the structures of a list.
func (p Parameters) objects(name string) []Parameters {
	list, _ := p[name].([]any)
	var found []Parameters
	for _, element := range list {
		if o, ok := element.(map[string]any); ok {
			found = append(found, o)
		}
	}
	return found
}
