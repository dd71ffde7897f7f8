package printable

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"plain", `"web:41" is INACTIVE`, `"web:41" is INACTIVE`},
		{"empty", "", ""},
		{"East Asian and emoji", "報告\u3000🚀 é", "報告\u3000🚀 é"},
		{"line ends", "a\r\nb\tc", `a\r\nb\tc`},
		{"ANSI", "\x1b[31mred", `\x1b[31mred`},
		{"C0 and DEL", "\x00\x07\x7f", `\x00\x07\x7f`},
		{"C1", "\u0085\u009b", `\x85\x9b`},
		{"bidi", "a\u202eb\u2066c\u200fd\u061ce", `a\u202eb\u2066c\u200fd\u061ce`},
		{"separators", "a\u2028b\u2029c", `a\u2028b\u2029c`},
		{"invisible", "web\u200b:41\ufeff\u00ad\U000e0041", `web\u200b:41\ufeff\xad\U000e0041`},
		{"not UTF-8", "a\xffb\xc3", `a\xffb\xc3`},
		{"a replacement character that is there", "\ufffd", "\ufffd"},
		{"GitHub command", "::error::boo", `\::error::boo`},
		{"GitHub command after space", "x  ::error::boo", `x  \::error::boo`},
		{"GitHub command after newline", "x\n::error::boo", `x\n\::error::boo`},
		{"resource type", "AWS::ECS::Service", "AWS::ECS::Service"},
		{"ARN", "arn:aws:s3:::bucket", "arn:aws:s3:::bucket"},
		{"old GitHub command", "x ##[error]y", `x ##\[error]y`},
		{"Azure command", "x##vso[task.complete]y", `x##vso\[task.complete]y`},
		{"Azure command, other case", "##VSO[x]", `##VSO\[x]`},
		{"Azure command, hidden", "##\u200bvso[x]", `##\u200bvso[x]`},
		{"TeamCity command", "##teamcity[x]", `##teamcity\[x]`},
		{"three hashes", "###vso[x]", `###vso\[x]`},
		{"heading", "## [x]", "## [x]"},
		{"too long", strings.Repeat("ü", 1_000_000), strings.Repeat("ü", MaxText) + "… (998000 more characters)"},
		{"just not too long", strings.Repeat("ü", MaxText), strings.Repeat("ü", MaxText)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Clean(test.text); got != test.want {
				t.Errorf("got %.200q, want %.200q", got, test.want)
			}
		})
	}
}

func TestCleanIsSafeTwice(t *testing.T) {
	for _, text := range []string{"::a", "##vso[", "a\x1b", "##[x", " ::"} {
		once := Clean(text)
		if got := Clean(once); got != once {
			t.Errorf("Clean(%q) = %q, cleaned again %q", text, once, got)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"::error", "##vso[x", "##[x", "a\nb", "\xff", "\u202e", "##\n[", "#\x00#["} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Clean(text)
		if strings.HasPrefix(got, "::") || strings.Contains(got, " ::") {
			t.Errorf("%q becomes a command: %q", text, got)
		}
		lower := strings.ToLower(got)
		if strings.Contains(lower, "##[") || strings.Contains(lower, "##vso[") {
			t.Errorf("%q becomes a command: %q", text, got)
		}
		for _, r := range got {
			if !Visible(r) {
				t.Errorf("%q keeps %q", text, r)
			}
		}
		if Columns(got) > 20*MaxText {
			t.Errorf("%d columns are too many", Columns(got))
		}
	})
}
