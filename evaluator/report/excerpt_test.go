package report

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// at marks the place in the line of a test.
const mark = "@"

func TestExcerpt(t *testing.T) {
	for _, test := range []struct{ name, line, want string }{
		{"JSON value", `  "taskDefinition": @"web:41",`, `  "taskDefinition": <"web:41">,`},
		{"JSON name", `  @"taskDefinition": "web:41",`, `  <"taskDefinition">: "web:41",`},
		{"alone", `@web:41`, `<web:41>`},
		{"YAML value", `  - taskDefinition: @web:41`, `  - taskDefinition: <web:41>`},
		{"YAML name", `@family: web`, `<family>: web`},
		{"YAML tag", `TaskDefinition: @!Sub "web:${R}"`, `TaskDefinition: <!Sub "web:${R}">`},
		{"variable", `td = @${aws_td.web.arn}`, `td = <${aws_td.web.arn}>`},
		{"comment", `taskDefinition: @web:41 # password is hunter2`, `taskDefinition: <web:41>…`},
		{"flag", `aws ecs run-task --cli-token hunter2 --task-definition @web:41 --count 1`, `… --task-definition <web:41>…`},
		{"minified", `{"pw":"hunter2","taskDefinition":@"web:41","pw2":"hunter2"}`, `… "taskDefinition":<"web:41">…`},
		{"minified, alone", `{"taskDefinition":@"web:41"}`, `{"taskDefinition":<"web:41">}`},
		{"object", `@{"pw":"hunter2"}`, `<{>…`},
		{"object on its line", `  "service": @{`, `  "service": <{>`},
		{"flow list", `[@hunter, hunter2]`, `[<hunter>…`},
		{"JSON in a string", `Input: @'{"pw":"hunter2"}'`, `Input: <'{>…`},
		{"escaped JSON in a string", `"Input":@"{\"pw\":\"hunter2\"}"`, `"Input":<"{>…`},
		{"text with spaces", `"x": @"my hunter2"`, `"x": <"my>…`},
		{"value of a name in an object", `@"overrides": {"pw":"hunter2"}`, `<"overrides">: {…`},
		{"long indent", strings.Repeat(" ", 300) + `@web`, `… <web>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			before, after, _ := strings.Cut(test.line, mark)
			e := newExcerpt([]byte(before+after), len(before))
			if got := e.before + "<" + e.at + ">" + e.after; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add([]byte(`"a": "b"`), 5)
	f.Add([]byte("!Sub \xff{"), 0)
	f.Fuzz(func(t *testing.T, line []byte, offset int) {
		if offset < 0 || offset >= len(line) {
			return
		}
		e := newExcerpt(line, offset)
		if n := len(e.before) + len(e.at) + len(e.after); n > 8*maxContext {
			t.Errorf("%d bytes are too many", n)
		}
		if e.at == "" || !strings.HasPrefix(string(line[offset:]), e.at) {
			t.Errorf("%q is not what stands at %d of %q", e.at, offset, line)
		}
	})
}

func TestFit(t *testing.T) {
	for _, test := range []struct {
		name              string
		before, at, after string
		limit             int
		want              string
	}{
		{"fits", "  a: ", "b", ",", 20, "  a: <b>,"},
		{"indent goes first", strings.Repeat(" ", 30) + "a: ", "b", ",", 20, "…a: <b>,"},
		{"the value is cut", "name: ", strings.Repeat("v", 30), ",", 20, "name: <vvvvvvvvvvvvv…>"},
		{"the name is cut", strings.Repeat("n", 30) + ": ", strings.Repeat("v", 30), "", 21, "…nnnn: <vvvvvvvvvvvvv…>"},
		{"what follows is cut", "", "v", strings.Repeat("f", 30), 10, "<v>ffffffff…"},
		{"wide characters", "", strings.Repeat("報", 30), "", 10, "<報報報報…>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			before, at, after := fit(test.before, test.at, test.after, test.limit)
			if got := before + "<" + at + ">" + after; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if n := printable.Columns(before + at + after); n > test.limit {
				t.Errorf("%d columns, want at most %d", n, test.limit)
			}
		})
	}
}
