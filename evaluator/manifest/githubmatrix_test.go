package manifest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

func TestCells(t *testing.T) {
	many := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat("x, ", n), ", ") + "]" }
	tests := []struct{ name, job, want string }{
		{"no matrix", "{steps: [{run: a}]}", "[map[]]"},
		{"one variable", "{strategy: {matrix: {a: [x, 1]}}, steps: [{run: '${{ matrix.a }}'}]}", "[map[a:x] map[a:1]]"},
		{"two variables", "{strategy: {matrix: {a: [x, y], b: [1, 2]}}, env: {B: '${{ matrix.b }}'}, steps: [{run: '${{ matrix.a }}'}]}",
			"[map[a:x b:1] map[a:x b:2] map[a:y b:1] map[a:y b:2]]"},
		{"a variable that nothing uses", "{strategy: {matrix: {a: [x, y], b: [1, 2]}}, steps: [{run: '${{ matrix.a }}'}]}", "[map[a:x] map[a:y]]"},
		{"a variable that is not set", "{strategy: {matrix: {a: [x]}}, steps: [{run: '${{ matrix.b }}'}]}", "[map[]]"},
		{"a computed list", "{strategy: {matrix: {a: '${{ fromJSON(x) }}'}}, steps: [{run: '${{ matrix.a }}'}]}", "[map[]]"},
		{"a computed value", "{strategy: {matrix: {a: [x, '${{ y }}'], b: [1]}}, steps: [{run: '${{ matrix.a }}${{ matrix.b }}'}]}", "[map[b:1]]"},
		{"a computed matrix", "{strategy: {matrix: '${{ fromJSON(x) }}'}, steps: [{run: '${{ matrix.a }}'}]}", "[map[]]"},
		{"objects", "{strategy: {matrix: {a: [{b: x}]}}, steps: [{run: '${{ matrix.a.b }}'}]}", "[map[]]"},
		{"include", "{strategy: {matrix: {a: [x], include: [{a: y}]}}, steps: [{run: '${{ matrix.a }}'}]}", "[map[]]"},
		{"exclude", "{strategy: {matrix: {a: [x, y], exclude: [{a: y}]}}, steps: [{run: '${{ matrix.a }}'}]}", "[map[]]"},
		{"too many", "{strategy: {matrix: {a: " + many(maxCells+1) + "}}, steps: [{run: '${{ matrix.a }}'}]}", "[map[]]"},
		{"too many together", "{strategy: {matrix: {a: " + many(10) + ", b: " + many(6) + "}}, steps: [{run: '${{ matrix.a }}${{ matrix.b }}'}]}", "[map[]]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			documents, err := document.Read([]byte(test.job))
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(cellsOf(documents[0].Root)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
