package manifest

import "testing"

func TestExpressionAt(t *testing.T) {
	tests := []struct {
		text   string
		length int
		role   role
	}{
		{`${ids}, 1`, 6, value},
		{`${jsonencode({a = "}"})} x`, 24, value},
		{`${{ inputs.x }} x`, 15, value},
		{`${`, 0, value},
		{`$(ids) x`, 6, value},
		{`$IDS,`, 4, value},
		{`$.path`, 0, value},
		{`{{ .Cluster }} x`, 14, value},
		{`{{- if .Spot -}} x`, 16, opening},
		{`{{ end }} x`, 9, closing},
		{`{{ else if .Old }} x`, 18, other},
		{`{{/* why */}} x`, 13, other},
		{`{{ $x := 1 }} x`, 13, other},
		{`{{ $x }} x`, 8, value},
		{`{{ iffy }} x`, 10, value},
		{`{% for sg in groups %} x`, 22, opening},
		{`{%- endfor %} x`, 13, closing},
		{`{% $states.input.x %} x`, 21, value},
		{`%{ for sg in groups ~} x`, 22, opening},
		{`%{ endfor ~} x`, 12, closing},
		{`<%= ids %> x`, 10, value},
		{`<% if spot %> x`, 13, opening},
		{`<SUBNETS> x`, 9, value},
		{`< 3`, 0, value},
		{`@@ids@@ x`, 7, value},
		{`__IDS__ x`, 7, value},
		{`{"a": 1}`, 0, value},
		{`plain`, 0, value},
		{``, 0, value},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			e, found := expressionAt(test.text, true)
			if found != (test.length > 0) || found && e != (expression{test.length, test.role}) {
				t.Errorf("got %+v (%v), want %d, %d", e, found, test.length, test.role)
			}
		})
	}
}

func TestBeginsJSON(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{`{"a": 1}`, true},
		{"// why\n/* and\nwhat */ [1]", true},
		{"# why\n{\"a\": 1}", true},
		{"{{ if .x }}\n{\"a\": 1}", true},
		{"{{- /* why */ -}}\n{{ $x := 1 }}\na: b", false},
		{"{{ .whole }}", false},
		{"a: {b: c}", false},
		{"", false},
	}
	for _, test := range tests {
		if got := beginsJSON(test.text); got != test.want {
			t.Errorf("%q: got %v, want %v", test.text, got, test.want)
		}
	}
}
