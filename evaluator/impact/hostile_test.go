package impact_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

// hostile are names that somebody could give to a thing in AWS to harm who
// looks at a drawing.
var hostile = []string{
	"</title></svg><script>alert(1)</script>",
	`"><img src=https://evil.example/x onerror=alert(1)>`,
	`" onload="alert(1)`, "'onload='x", "{{.Title}}", "javascript:alert(1)", "<!--", "]]>", "--></style><style>*{display:none}",
	`"]; evil -> node; x [label="`, `\`, `\N \G \"`, "&lt;b&gt; &#60; &amp;", "}\n}",
	"\"]\n  click i0_f href \"https://evil.example\"", "end", "`**bold**` _x_ #quot; #35; 1. list", "- item", "-->|x| y", "%%{init: {}}%%",
	"::error file=x::pwned", "x\n::error::pwned\n##[error]pwned", "##vso[task.complete result=Succeeded]pwned",
	"\x1b[2J\x1b]0;title\x07\u009b31m\x7f\x00", "\u202eevil\u2066\u200f\u2028", "not UTF-8 \xff\xfe", "\t", "報告の家族の長い名前は二行でも足りないほど長い名前です報告の家族の長い名前",
	strings.Repeat("long-", 800), ":", "",
}

// hostileImpact holds each name everywhere that a text from AWS can be.
func hostileImpact(names []string) *impact.Impact {
	i := &impact.Impact{
		Partition: "aws", Account: names[0], Region: names[1], Family: names[0], Status: evaluator.Active, Latest: 7,
		Counts: impact.Counts{Active: 1}, Numbers: impact.Numbers{Active: evaluator.RangesOf(7)},
		Revisions: []impact.Revision{{Number: 7, Status: evaluator.Active}},
	}
	for at, name := range names {
		next := names[(at+1)%len(names)]
		i.Revisions[0].Holders = append(i.Revisions[0].Holders,
			evaluator.Holder{Kind: evaluator.ServiceKind, Name: name, Cluster: next, Hold: evaluator.HoldCurrent, Pinned: true, Enabled: true, Hurts: evaluator.HurtsAtDeployment},
			evaluator.Holder{Kind: evaluator.StateMachineHolder, Name: name, Via: next, Pinned: true, Hurts: evaluator.HurtsWhenUsed})
		i.Followers = append(i.Followers, evaluator.Holder{Kind: evaluator.RuleHolder, Name: name, Enabled: true, Hurts: evaluator.HurtsAtTrigger})
		i.Unread = append(i.Unread, impact.Unread{Kind: evaluator.Pipes, Reason: name})
		i.Computed = append(i.Computed, impact.Computed{Kind: evaluator.PipeHolder, Name: name, Expression: next})
	}
	return i
}

// skeletons are what must not depend on names: the statements of a graph, the
// elements and attributes of a page.
var skeletons = map[string]func(string) []string{
	"dot":     func(text string) []string { return without(text, `"(\\.|[^"\\])*"`) },
	"mermaid": func(text string) []string { return without(text, `"[^"]*"`) },
	"html": func(text string) []string {
		found := map[string]bool{}
		for _, match := range regexp.MustCompile(`<[!/]?[a-zA-Z]+|\s[a-zA-Z-]+=["']`).FindAllString(text, -1) {
			found[strings.TrimSpace(match)] = true
		}
		return slices.Sorted(maps.Keys(found))
	},
}

func without(text, quoted string) []string {
	return strings.Split(regexp.MustCompile(quoted).ReplaceAllString(text, "…"), "\n")
}

func TestHostileNamesChangeNoStructure(t *testing.T) {
	harmless := make([]string, len(hostile))
	for at := range harmless {
		harmless[at] = "name"
	}
	for format, skeleton := range skeletons {
		source := options()
		want := skeleton(write(t, format, []*impact.Impact{hostileImpact(harmless)}, source))
		source.Source = strings.Join(hostile, " ")
		got := skeleton(write(t, format, []*impact.Impact{hostileImpact(hostile)}, source))
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", format, got, want)
		}
	}
}

func TestHostileNamesReachNoTerminal(t *testing.T) {
	narrow, color := options(), options()
	narrow.Width, color.Color = 50, true
	for _, format := range impact.Formats() {
		for _, o := range []impact.RenderOptions{options(), narrow} {
			o.Source = strings.Join(hostile, " ")
			text := write(t, format, []*impact.Impact{hostileImpact(hostile)}, o)
			for _, c := range text {
				if c != '\n' && !unicode.IsGraphic(c) {
					t.Errorf("%s: %q reaches the terminal", format, c)
				}
			}
			for line := range strings.Lines(text) {
				bare := strings.TrimSpace(line)
				if strings.HasPrefix(bare, "::") || strings.Contains(bare, "##[") || strings.Contains(bare, "##vso[") {
					t.Errorf("%s: an agent would obey %.200q", format, line)
				}
			}
		}
	}
}

// TestJSONKeepsHostileNames: what is escaped for terminals still means the same.
func TestJSONKeepsHostileNames(t *testing.T) {
	var got struct{ Impacts []impact.Impact }
	i := hostileImpact(hostile)
	i.Numbers = impact.Numbers{}
	text := regexp.MustCompile(`(?s)"numbers": \{.*?\},`).ReplaceAllString(write(t, "json", []*impact.Impact{i}, options()), "")
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	for at, name := range hostile {
		want := strings.ToValidUTF8(strings.ReplaceAll(name, "\xff\xfe", "\ufffd\ufffd"), "\ufffd")
		if got := got.Impacts[0].Followers[at].Name; got != want {
			t.Errorf("got %.100q, want %.100q", got, want)
		}
	}
}
