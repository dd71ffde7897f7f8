package ecstest

import (
	"encoding/json"
	"time"
)

// object is a structure of an answer, by the names that the API gives its
// members. Its values are strings, numbers, booleans, moments, objects, and
// lists of these as []any.
type object map[string]any

// moment is a timestamp. JSON has it as seconds since 1970, XML as a date; so
// say the Smithy protocols awsJson, restJson1 and awsQuery.
type moment struct{ time.Time }

func (m moment) MarshalJSON() ([]byte, error) {
	return json.Marshal(float64(m.UnixMilli()) / 1000)
}

// with adds a member unless it is empty: AWS leaves out what is not set.
func (o object) with(name string, value any) object {
	switch v := value.(type) {
	case string:
		if v == "" {
			return o
		}
	case moment:
		if v.IsZero() {
			return o
		}
	}
	o[name] = value
	return o
}
