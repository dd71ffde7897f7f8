package document_test

import (
	"encoding/json"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// values returns what every document of a YAML text says, as one line of JSON.
func values(t *testing.T, text string) string {
	t.Helper()
	documents, err := document.ReadYAML([]byte(text))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	var all []any
	for _, d := range documents {
		all = append(all, d.Root.Value())
	}
	line, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(line)
}

func TestReadYAMLValues(t *testing.T) {
	for name, row := range map[string]struct{ text, want string }{
		"JSON's own spelling": {"[true, false, null, ~, 0, -1, 1.5, 1e3, ]", `[[true,false,null,null,0,-1,1.5,1e3]]`},
		"capitals":            {"[True, FALSE, NULL]", `[[true,false,null]]`},
		"text to YAML 1.2":    {"[yes, on, 12:30, 2010-09-09]", `[["yes","on","12:30","2010-09-09"]]`},
		"odd numbers":         {"[012, 0x1F, 0o17, +5, .5, 1_000, .inf, '5', \"5\"]", `[["012","0x1F","0o17","+5",".5","1_000",".inf","5","5"]]`},
		"block text":          {"a: |\n  5\nb: >-\n  5\n", `[{"a":"5\n","b":"5"}]`},
		"empty value":         {"a:\nb: ''\n", `[{"a":null,"b":""}]`},
		"names are text":      {"1: a\ntrue: b\n~: c\n", `[{"1":"a","true":"b","~":"c"}]`},
		"core tags":           {"[!!str 5, !!int '5', !!float 1.5, !!bool 'true', !!null '', !!map {}, !!seq []]", `[["5",5,1.5,true,null,{},[]]]`},
		"verbatim core tag":   {"!<tag:yaml.org,2002:str> 5", `["5"]`},
		"core tags at odds":   {"[!!int 0x1F, !!binary aGk=, !!map []]", `[[{"!!int":"0x1F"},{"!!binary":"aGk="},{"!!map":[]}]]`},
		"custom tags":         {"[!Ref T, !Ref 5, !Sub '${A}', !Join ['-', [a, 1]], !If {a: b}]", `[[{"Ref":"T"},{"Ref":"5"},{"Fn::Sub":"${A}"},{"Fn::Join":["-",["a",1]]},{"Fn::If":{"a":"b"}}]]`},
		"documents":           {"a: 1\n---\n# nothing\n---\nb: 2\n...\n", `[{"a":1},null,{"b":2}]`},
		"no document":         {"# only a comment\n", `[null]`},
		"nothing":             {"", `[null]`},
		"alias":               {"a: &x [1]\nb: *x\n", `[{"a":[1],"b":[1]}]`},
		"alias as a name":     {"a: &x web\n*x : b\n", `[{"a":"web","web":"b"}]`},
		"merge":               {"a: &x {k: 1, l: 2}\nb: {k: 3, <<: *x}\n", `[{"a":{"k":1,"l":2},"b":{"k":3,"l":2}}]`},
		"merge of a list":     {"<<: [{k: 1}, {k: 2, l: 3}]\n", `[{"k":1,"l":3}]`},
		"quoted merge key":    {"'<<': {k: 1}\n", `[{"\u003c\u003c":{"k":1}}]`},
		"windows line ends":   {"a: 1\r\nb: web\r\n", `[{"a":1,"b":"web"}]`},
	} {
		if got := values(t, row.text); got != row.want {
			t.Errorf("%s: got %s, want %s", name, got, row.want)
		}
	}
}

func TestReadYAMLKeepsTags(t *testing.T) {
	documents, err := document.ReadYAML([]byte("a: !Ref T\nb: !Join [x]\nc: !If {x: y}\nd: !!str 5\n"))
	if err != nil {
		t.Fatal(err)
	}
	root := documents[0].Root
	want := map[string]string{"a": "!Ref", "b": "!Join", "c": "!If", "d": ""}
	for name, tag := range want {
		if got := root.Get(name).Tag; got != tag {
			t.Errorf("%s: got tag %q, want %q", name, got, tag)
		}
	}
	if got := root.Get("a").Str(); got != "" {
		t.Errorf("a tagged scalar passes for the text %q", got)
	}
}

func TestReadYAMLPositions(t *testing.T) {
	documents, err := document.ReadYAML([]byte("# web\né: &x\n  - !Ref T\n---\n{a: [\"é\", b]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	first, second := documents[0].Root, documents[1].Root
	for name, row := range map[string]struct{ got, want document.Position }{
		"root":              {first.Position, document.Position{Line: 2, Column: 1}},
		"name":              {first.Fields[0].Position, document.Position{Line: 2, Column: 1}},
		"anchored list":     {first.Get("é").Position, document.Position{Line: 2, Column: 4}},
		"tagged":            {first.Get("é").Items[0].Position, document.Position{Line: 3, Column: 5}},
		"second document":   {second.Position, document.Position{Line: 5, Column: 1}},
		"columns are chars": {second.Get("a").Items[1].Position, document.Position{Line: 5, Column: 11}},
	} {
		if row.got != row.want {
			t.Errorf("%s: got %v, want %v", name, row.got, row.want)
		}
	}
}

func TestReadYAMLSharesAliases(t *testing.T) {
	documents, err := document.ReadYAML([]byte("a: &x {k: v}\nb: *x\n"))
	if err != nil {
		t.Fatal(err)
	}
	if root := documents[0].Root; root.Get("a") != root.Get("b") {
		t.Error("the alias is a copy of its anchor")
	}
}
