package manual

import "testing"

// No line of text may be taken for a request of roff.
func TestManualText(t *testing.T) {
	var b roff
	b.text(".hidden \\(dq\n'quoted' -- ü")
	b.macro("SH", `a "b" \c`)
	want := "\\&.hidden \\e(dq\n\\&'quoted' \\-\\- \\[u00FC]\n.SH \"a \\(dqb\\(dq \\ec\"\n"
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
