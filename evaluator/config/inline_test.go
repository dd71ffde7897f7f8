package config_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/config"
)

// good is what follows the mark in a waiver that is in order.
const good = "ECS103 until=2027-01-31 owner=web reason=r"

func TestReadInline(t *testing.T) {
	for _, test := range []struct {
		name, file, text string
		first, last      int
	}{
		{"a line for itself", "a.yaml", "a: b\n# ecsgate:ignore " + good + "\nc: d\n", 3, 3},
		{"behind the value", "a.yaml", "a: b\nc: d # ecsgate:ignore " + good + "\n", 2, 2},
		{"indented by a tab", "a.sh", "\t#  ecsgate:ignore " + good + "\n\tx\n", 2, 2},
		{"a command of several lines", "a.sh", "# ecsgate:ignore " + good + "\naws \\\n  ecs \\\n  run\nls\n", 2, 4},
		{"a command of PowerShell", "a.ps1", "# ecsgate:ignore " + good + "\r\naws `\r\n  ecs\r\n", 2, 3},
		{"the last line", "a.yaml", "# ecsgate:ignore " + good, 2, 2},
		{"Terraform", "a.tf", "// ecsgate:ignore " + good + "\nx = 1\n", 2, 2},
		{"Jenkins", "ci/Jenkinsfile", "sh 'x' // ecsgate:ignore " + good + "\n", 1, 1},
		{"JSON with comments", "a.json", "{\n  // ecsgate:ignore " + good + "\n  \"a\": 1\n}\n", 3, 3},
		{"no comment of YAML", "a.yaml", "a: // ecsgate:ignore " + good + "\n", 0, 0},
		{"within a word", "a.yaml", "a: b# ecsgate:ignore " + good + "\n", 0, 0},
		{"within a string", "a.yaml", "a: \"# ecsgate:ignore " + good + "\"\n", 0, 0},
		{"talk of it", "a.yaml", "# write ecsgate:ignore " + good + "\n", 0, 0},
		{"JSON", "a.json", `{"a": "b # ecsgate:ignore ` + good + `"}`, 0, 0},
		{"binary", "a.yaml", "\x00# ecsgate:ignore " + good, 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := config.ReadInline(test.file, []byte(test.text))
			if test.first == 0 {
				if len(got) != 0 {
					t.Errorf("got %+v, want none", got)
				}
				return
			}
			if len(got) != 1 || got[0].First != test.first || got[0].Last != test.last || got[0].Problem != "" {
				t.Errorf("got %+v, want lines %d to %d", got, test.first, test.last)
			}
		})
	}
}

// TestStackedWaivers: several lines with waivers are for the line below them.
func TestStackedWaivers(t *testing.T) {
	got := config.ReadInline("a.yaml", []byte("# ecsgate:ignore "+good+"\n# ecsgate:ignore "+good+"\na: b\n"))
	if len(got) != 2 || got[0].First != 3 || got[1].First != 3 {
		t.Errorf("got %+v", got)
	}
}

func TestInlineWords(t *testing.T) {
	for _, test := range []struct{ words, rules, owner, reason, problem string }{
		{good, "ECS103", "web", "r", ""},
		{"ECS103,ECS112 until=2027-01-31 owner=web reason=it moves = later # so", "ECS103, ECS112", "web", "it moves = later # so", ""},
		{`reason="it moves" owner="the web team" until=2027-01-31 ECS103`, "ECS103", "the web team", "it moves", ""},
		{"ECS103, ECS112 until=2027-01-31 owner=web reason=r", "ECS103, ECS112", "web", "r", ""},
		{"", "", "", "", `the waiver has no "rule"`},
		{"ECS103", "", "", "", `the waiver has no "reason"`},
		{"ECS103 until=2027-01-31 reason=r", "ECS103", "whoever wrote the line", "r", ""},
		{"ECS103 owner=web reason=r", "", "", "", `the waiver has no "until"`},
		{"ECS103 until=2027-01-31 owner=web reason=", "", "", "", `the waiver has no "reason"`},
		{`ECS103 until=2027-01-31 owner=web reason=" "`, "", "", "", `the waiver has no "reason"`},
		{"ECS103 until=tomorrow owner=web reason=r", "", "", "", `until="tomorrow" is no day`},
		{"ECS103 untli=2027-01-31 owner=web reason=r", "", "", "", `unknown word "untli" of a waiver: did you mean "until"?`},
	} {
		got := config.ReadInline("a.yaml", []byte("# ecsgate:ignore "+test.words+"\n"))
		if len(got) != 1 {
			t.Fatalf("%s: got %+v", test.words, got)
		}
		if w := got[0]; test.problem != "" {
			if !strings.HasPrefix(w.Problem, test.problem) {
				t.Errorf("%s: got %q, want %q…", test.words, w.Problem, test.problem)
			}
		} else if w.Problem != "" || w.Rule != test.rules || w.Owner != test.owner || w.Reason != test.reason {
			t.Errorf("%s: got %+v", test.words, w)
		}
	}
}

func FuzzReadInline(f *testing.F) {
	f.Add("a.yaml", "a: b\n# ecsgate:ignore "+good+"\nc: d\n")
	f.Add("a.tf", "x = 1 // ecsgate:ignore ECS103 until=2027-01-31 owner=\"a b\" reason=c")
	f.Fuzz(func(t *testing.T, name, text string) {
		lines := strings.Count(text, "\n") + 1
		for _, w := range config.ReadInline(name, []byte(text)) {
			if w.Line < 1 || w.Line > lines || w.First < w.Line || w.Last < w.First || w.Last > lines+1 {
				t.Errorf("of %d lines it stands in %d and is for %d to %d", lines, w.Line, w.First, w.Last)
			}
			if w.Problem == "" && (len(w.Rules) == 0 || w.Owner == "" || w.Reason == "" || w.Until.IsZero()) {
				t.Errorf("the waiver is not complete: %+v", w)
			}
		}
	})
}
