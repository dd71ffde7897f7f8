package manifest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// What a tolerant reading finds, and where: a line for each reference.
func TestTolerantReading(t *testing.T) {
	tests := []struct {
		name, data string
		line, col  int
		raw        string
		kind       reference.Kind
	}{
		{"an unquoted variable", `{"cluster": ${c}, "service": "web", "taskDefinition": ${td}}`, 1, 37, "${td}", reference.Unresolved},
		{"two of them", `{"service": "web", "taskDefinition": ${family}:${revision} }`, 1, 20, "${family}:${revision}", reference.Unresolved},
		{"quotes in quotes", `{"service": "web", "taskDefinition": "{{ env "TD" "web:1" }}"}`, 1, 20, `{{ env "TD" "web:1" }}`, reference.Unresolved},
		{"beside a number", `{"service": "web", "desiredCount": ${n}, "taskDefinition": "web:1"}`, 1, 42, "web:1", reference.Revision},
		{"a boolean", `{"service": "web", "forceNewDeployment": <FORCE>, "taskDefinition": "web:1"}`, 1, 51, "web:1", reference.Revision},
		{"a comment", "{\n  // see https://example.com\n  \"service\": \"web\", /* x */ \"taskDefinition\": \"web:1\" # end\n}", 3, 29, "web:1", reference.Revision},
		{"no comment in a string", `{"service": "web", "desiredCount": $N, "taskDefinition": "http://a/*b*/"}`, 1, 40, "http://a/*b*/", reference.Invalid},
		{"YAML", "service: web\ndesiredCount: {{ .n }}\ntaskDefinition: {{ .td }}\n", 3, 1, "{{ .td }}", reference.Unresolved},
		{"YAML, a part", "service: web\ntaskDefinition: web:{{ .revision }}\nx: {{ .y }}\n", 2, 1, "web:{{ .revision }}", reference.Unresolved},
		{"YAML, in a list", "service: web\ntaskDefinition: web:1\nloadBalancers: [{{ .lb }}]\n", 2, 1, "web:1", reference.Revision},
		{"wide characters", `{"service": "ウェブ", "desiredCount": ${数}, "taskDefinition": ${td}}`, 1, 42, "${td}", reference.Unresolved},
		{"a bracket that a string leaves open", "{\"service\": \"${a\", \"taskDefinition\": \"web:1\", \"tags\": [] // b}\n}", 1, 20, "web:1", reference.Revision},
		{"escaped quotes", `{"service": "web", "desiredCount": ${n}, "taskDefinition": "{{ env \"A\" }}"}`, 1, 42, `{{ env "A" }}`, reference.Unresolved},
		{"over several lines", "{\"service\": \"web\", \"desiredCount\": ${max(\n  1, 2\n)}, \"taskDefinition\": \"web:1\"}", 3, 5, "web:1", reference.Revision},
		{"in one line", `{"service": "web", "taskDefinition": {{ if .a }}"web:1"{{ else }}"web:2"{{ end }}}`, 1, 20, `{{ if .a }}"web:1"{{ else }}"web:2"{{ end }}`, reference.Unresolved},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			change := Read(File{Name: "update-service.json.tpl", Data: []byte(test.data)}, Options{})
			if len(change.Operations) != 1 || len(change.Failures) != 0 {
				t.Fatalf("got %+v, want one operation", change)
			}
			op := change.Operations[0]
			if op.Line != test.line || op.Column != test.col || op.Reference.Raw != test.raw || op.Reference.Kind != test.kind {
				t.Errorf("got %d:%d %+v, want %d:%d %s %q", op.Line, op.Column, op.Reference, test.line, test.col, test.kind, test.raw)
			}
		})
	}
}

// A condition around an operation makes it a maybe, one beside it does not.
func TestConditionsOfTemplates(t *testing.T) {
	const data = "service: web\n{{ if .a }}\ntaskDefinition: web:1\n{{ end }}\n---\nservice: api\n{{ if .b }}\ndesiredCount: 1\n{{ end }}\ntaskDefinition: api:1\n"
	change := Read(File{Name: "a.yaml", Data: []byte(data)}, Options{})
	if len(change.Operations) != 2 || !change.Operations[0].Maybe || change.Operations[1].Maybe {
		t.Errorf("got %+v, want one that may be sent and one that is", change.Operations)
	}
}

// What names nothing to open stays the list that it is.
func TestOpenListOfRevisions(t *testing.T) {
	change := Read(File{Name: "delete-task-definitions.json", Data: []byte(`{"taskDefinitions": ${old}}`)}, Options{})
	if len(change.Operations) != 1 || change.Operations[0].Reference.Kind != reference.Unresolved {
		t.Errorf("got %+v, want one unresolved operation", change)
	}
}

// Files of other languages and other tools are not made manifests.
func TestToleranceTakesNoOthers(t *testing.T) {
	tests := []struct{ name, data string }{
		{"chart/templates/service.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n  labels:\n    {{- include \"labels\" . | nindent 4 }}\n"},
		{"nginx.conf.tpl", "server {\n  listen ${port};\n}\n"},
		{"user-data.sh.tpl", "#!/bin/sh\necho ECS_CLUSTER=${cluster} >> /etc/ecs/ecs.config\n"},
		{"tsconfig.json", "{\n  // comments are fine here\n  \"compilerOptions\": {}\n}\n"},
	}
	for _, test := range tests {
		change := Read(File{Name: test.name, Data: []byte(test.data), Walked: true}, Options{})
		if len(change.Operations)+len(change.Failures) != 0 {
			t.Errorf("%s: got %+v, want nothing", test.name, change)
		}
	}
}

// A walk does not pass over a template that names a task definition and can not
// be read.
func TestBrokenTemplatesInAWalk(t *testing.T) {
	for _, name := range []string{"truncated.json.tpl", "truncated.tftpl", "cut-off.asl"} {
		fixture := strings.Replace(name, ".tftpl", ".json.tpl", 1)
		data, err := os.ReadFile("../../fixtures/manifests/stepfunctions/" + fixture)
		if err != nil {
			t.Fatal(err)
		}
		if change := Read(File{Name: name, Data: data, Walked: true}, Options{}); len(change.Failures) != 1 || change.Failures[0].Line == 0 {
			t.Errorf("%s: got %+v, want one failure with its place", name, change)
		}
	}
}

// FuzzTolerate asserts that the copy has the shape of the file, and that the tree
// holds no marker.
func FuzzTolerate(f *testing.F) {
	paths, err := filepath.Glob("../../fixtures/manifests/*/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		if strings.Contains(path, ".golden.") {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			continue // a directory
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := document.Decode(data)
		if err != nil || strings.ContainsFunc(string(text), isMarker) {
			return
		}
		for _, l := range leniences {
			b := newBlanker(string(text), l)
			b.run()
			out := b.out.String()
			if utf8.RuneCountInString(out) != utf8.RuneCount(text) || strings.Count(out, "\n") != strings.Count(string(text), "\n") {
				t.Fatalf("%+v makes %q of %q", l, out, text)
			}
		}
		u, err := tolerate(data)
		for _, d := range u.documents {
			if err == nil && !eachText(d.Root, func(text string, _ *document.Node) bool { return !strings.ContainsFunc(text, isMarker) }) {
				t.Errorf("a marker is left of %q", data)
			}
		}
	})
}

// No text takes long, whatever it repeats: it would be read in a hook.
func BenchmarkTolerateHostile(b *testing.B) {
	for _, part := range []string{"${", "{{", "{{if}}", "{{if x}}{{end}}", "/*", "${a}", "$(", `"{{"`, "%{", "#", "{{a}}\n", "$a:"} {
		b.Run(part, func(b *testing.B) {
			data := []byte("{" + strings.Repeat(part, maxTemplate/len(part)-2))
			for b.Loop() {
				if _, err := tolerate(data); err == nil {
					b.Fatal("it was read")
				}
			}
		})
	}
}
