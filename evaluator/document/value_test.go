package document_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

func TestValue(t *testing.T) {
	ref := map[string]any{"Ref": "T"}
	for text, want := range map[string]any{
		`{"a": [1.50, "b", true, false, null]}`: map[string]any{"a": []any{json.Number("1.50"), "b", true, false, nil}},
		"{}":                                    map[string]any{},
		"[]":                                    []any{},
		"!Ref T":                                ref,
		"!Condition C":                          map[string]any{"Condition": "C"},
		"!GetAtt A.B.C":                         map[string]any{"Fn::GetAtt": []any{"A", "B.C"}},
		"!GetAtt [A, !Ref T]":                   map[string]any{"Fn::GetAtt": []any{"A", ref}},
		"!GetAtt A":                             map[string]any{"Fn::GetAtt": "A"},
		"!Base64\nFn::Sub: !Ref T":              map[string]any{"Fn::Base64": map[string]any{"Fn::Sub": ref}},
		"!reference [a]":                        map[string]any{"!reference": []any{"a"}},
		"!Rain::Embed f":                        map[string]any{"!Rain::Embed": "f"},
		"!<tag:example.com,2000:Ref> T":         map[string]any{"tag:example.com,2000:Ref": "T"},
		"%TAG ! tag:x,2:\n---\n!Ref T\n":        map[string]any{"tag:x,2:Ref": "T"},
	} {
		documents, err := document.Read([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := documents[0].Root.Value(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %#v, want %#v", text, got, want)
		}
	}
	if got := (*document.Node)(nil).Value(); got != nil {
		t.Errorf("absent node: got %#v", got)
	}
}
