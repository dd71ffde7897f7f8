package manifest

import (
	"slices"
	"testing"
)

func TestHereDocuments(t *testing.T) {
	tests := []struct {
		script string
		// want are the documents with "runs" or "written" before them.
		want []string
	}{
		{"cat <<EOF\na\nb\nEOF\nc\n", []string{"a\nb\n"}},
		{"cat <<'END OF' <<\"EOF\"\na\nEOF\n", []string{"a\n"}},
		{"cat <<-\\EOF\r\n\ta\r\n\tEOF\r\n", []string{"\ta\r\n"}},
		{"cat <<A <<B\na\nA\nb\nB\n", []string{"a\n", "b\n"}},
		{"cat << EOF", nil},
		{"cat <<EOF\na\n EOF\n", nil},
		{"# cat <<EOF\na\nEOF\n", nil},
		{"cat <<<EOF\na\nEOF\n", nil},
		{"x=$((1<<N))\na\n", nil},
		{"bash <<EOF\na\nEOF\n", []string{"runs a\n"}},
		{"ssh -T host \\\n  <<EOF\na\nEOF\n", []string{"runs a\n"}},
		{"cat <<EOF | sudo /bin/sh\na\nEOF\n", []string{"runs a\n"}},
		{"./deploy.sh <<EOF\na\nEOF\n", []string{"a\n"}},
		{"cat > deploy.sh <<EOF\na\nEOF\n", []string{"written a\n"}},
		{"cat <<EOF >>x\na\nEOF\n", []string{"written a\n"}},
		{"tee x <<EOF >/dev/null\na\nEOF\n", []string{"written a\n"}},
		{"cat <<EOF >/dev/null 2>errors\na\nEOF\n", []string{"a\n"}},
		{"cat >&2 <<EOF\na\nEOF\n", []string{"a\n"}},
	}
	for _, test := range tests {
		var got []string
		for _, d := range hereDocuments(test.script) {
			text := test.script[d.from:d.to]
			switch {
			case d.runs:
				text = "runs " + text
			case d.written:
				text = "written " + text
			}
			got = append(got, text)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.script, got, test.want)
		}
	}
}
