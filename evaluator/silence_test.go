package evaluator_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// ways are conditions that look at a request in every way that Rego has, so that
// what they look at can not be seen from their first expressions; request stands for
// input.operation.request.
var ways = map[string]string{
	"equal":         `deny contains message if request.a == 1`,
	"two":           "deny contains message if {\n\trequest.a == 2\n\trequest.b == 2\n}",
	"absent":        "deny contains message if {\n\tnot request.a\n\trequest.b == 1\n}",
	"negated":       "deny contains message if {\n\tnot _small\n\trequest.c == 3\n}\n\n_small if request.b < 2",
	"some":          "deny contains message if {\n\tsome x in request.list\n\tx == request.b\n}",
	"every":         "deny contains message if {\n\tcount(request.list) > 1\n\tevery x in request.list {\n\t\tx == request.c\n\t}\n}",
	"computed key":  `deny contains message if request[request.key] == 1`,
	"any key":       `deny contains message if request.map[_] == 3`,
	"neighbours":    "deny contains message if {\n\tsome i\n\trequest.list[i] == request.list[i + 1]\n}",
	"comprehension": `deny contains message if [x | some x in request.list; x > request.b] == [2, 3]`,
	"per element":   "deny contains message if {\n\tsome x in request.list\n\tkeys := [k | some k, v in request.map; v == x]\n\tcount(keys) == 2\n}",
	"template":      "deny contains message if $`{request.a}-{request.b}` == \"1-2\"",
	"set":           `deny contains message if count({x | some x in request.list}) == 3`,
	"function":      "deny contains message if _same(request)\n\n_same(r) if r.a == r.c",
	"two functions": "deny contains message if _f(request.map, \"k\") == 2\n\n_f(m, k) := m[k] if request.a == 1\n\n_f(m, k) := m.l if {\n\trequest.a != 1\n\tk != \"l\"\n}",
	"else":          "deny contains message if _x == 2\n\n_x := 1 if request.a == 1\n\nelse := 2 if request.b == 2\n\nelse := request.c",
	"default":       "deny contains message if _x == 3\n\ndefault _x := 3\n\n_x := request.b if request.a > 1",
	"object":        "deny contains message if _m.k == 1\n\n_m[k] := v if some k, v in request.map",
	"object.get":    `deny contains message if object.get(request, "a", 0) == object.get(request, ["map", "k"], 5)`,
	"walk":          "deny contains message if {\n\twalk(request, [path, value])\n\tvalue == \"needle\"\n\tcount(path) > 1\n}",
	"all of it":     "deny contains message if {\n\to := request\n\to.c == 1\n}",
	"text":          `deny contains message if sprintf("%v%v", [request.a, request.b]) == "12"`,
	"spelling":      `deny contains message if json.marshal(request.a) == "1.0"`,
	"fails":         `deny contains message if to_number(request.key) == 1`,
	"by the name":   `deny contains message if endswith(input.operation.reference.raw, "7")`,
	"lists":         `deny contains message if request.list == [1, request.b]`,
}

// looking are rules of these conditions.
func looking(t *testing.T) *evaluator.Evaluator {
	t.Helper()
	pack := fstest.MapFS{}
	for i, name := range slices.Sorted(maps.Keys(ways)) {
		pack[fmt.Sprintf("way%02d.rego", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `# METADATA
# scope: package
# title: %s
# description: Because.
# custom:
#   id: ACME%d
#   severity: error
#   operations: [RunTask]
#   remediation: Do not.
package acme.way%02d

message := {"message": sprintf("of %%s", [input.operation.reference.raw]), "field": ""}

%s
`, name, i, i, strings.ReplaceAll(ways[name], "request", "input.operation.request"))}
	}
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{Name: "ways", FS: pack}}})
	if err != nil {
		t.Fatal(err)
	}
	return core
}

// asking makes a request that has any of what the conditions look at, or not.
func asking(r *rand.Rand, n int) evaluator.Operation {
	value := func() any {
		return []any{1, 2, 2, 3, "1", "needle", nil, true, json.Number("1.0"), json.Number("1e0")}[r.IntN(10)]
	}
	request := map[string]any{}
	for _, name := range []string{"a", "b", "c"} {
		if r.IntN(4) > 0 {
			request[name] = value()
		}
	}
	if r.IntN(3) > 0 {
		list := make([]any, r.IntN(4))
		for i := range list {
			list[i] = value()
		}
		request["list"] = list
	}
	if r.IntN(3) > 0 {
		request["map"] = map[string]any{"k": value(), "l": value()}
	}
	if r.IntN(3) > 0 {
		request["key"] = []string{"a", "b", "nothing", "1"}[r.IntN(4)]
	}
	return evaluator.Operation{
		Action: evaluator.RunTask, Origin: evaluator.FromRequest, Kind: "cli", File: fmt.Sprintf("%04d.json", n),
		Reference: reference.Parse(fmt.Sprintf("web:%d", 1+r.IntN(40))), Request: request,
	}
}

// TestSilence judges thousands of requests at once, where a rule is not asked again
// of what it has had nothing to say of, and one by one, where it is: nothing that a
// rule looks at may have been overlooked.
func TestSilence(t *testing.T) {
	t.Parallel()
	core := looking(t)
	r := rand.New(rand.NewPCG(1, 2))
	var change evaluator.Change
	for n := range 4000 {
		change.Operations = append(change.Operations, asking(r, n))
	}
	together, err := core.Evaluate(t.Context(), change, evaluator.Run{})
	if err != nil {
		t.Fatal(err)
	}
	if len(together.Operations) != len(change.Operations) {
		t.Fatalf("got %d operations, want %d", len(together.Operations), len(change.Operations))
	}
	found := map[string]int{}
	for i, op := range change.Operations {
		alone, err := core.Evaluate(t.Context(), evaluator.Change{Operations: []evaluator.Operation{op}}, evaluator.Run{})
		if err != nil {
			t.Fatal(err)
		}
		got, want := together.Operations[i], alone.Operations[0]
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%v: got\n%+v\nwant\n%+v", op.Request, got, want)
		}
		for _, v := range want.Violations {
			found[v.Rule]++
		}
	}
	for _, rule := range core.Rules() {
		if found[rule.ID] < 3 {
			t.Errorf("%s (%s): found %d times: it says nothing of what was overlooked", rule.ID, rule.Title, found[rule.ID])
		}
	}
}
