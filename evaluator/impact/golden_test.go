package impact_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestGolden(t *testing.T) {
	few := of(t, shop(t), "web", "web:41", "nightly-report:14", "web:42")
	many := of(t, evaluator.NewIndex(crowd()), crowdFamily, crowdFamily+":300")
	narrow, color := options(), options()
	narrow.Width, color.Color = 60, true
	for _, test := range []struct {
		golden  string
		format  string
		impacts []*impact.Impact
		options impact.RenderOptions
	}{
		{"shop.txt", "table", few, options()},
		{"shop.60.txt", "table", few, narrow},
		{"shop.color.txt", "table", few, color},
		{"shop.json", "json", few, options()},
		{"shop.dot", "dot", few, options()},
		{"shop.mmd", "mermaid", few, options()},
		{"shop.html", "html", few, options()},
		{"crowd.txt", "table", many, options()},
		{"crowd.dot", "dot", many, options()},
		{"crowd.mmd", "mermaid", many, options()},
		{"nothing.html", "html", nil, impact.RenderOptions{}},
	} {
		t.Run(test.golden, func(t *testing.T) {
			got := write(t, test.format, test.impacts, test.options)
			file := filepath.Join("testdata", test.golden)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs: %s", file, firstDifference(got, string(want)))
			}
		})
	}
}

// firstDifference shows the first line that differs: a page is long.
func firstDifference(got, want string) string {
	wanted := strings.Split(want, "\n")
	for at, line := range strings.Split(got, "\n") {
		if at >= len(wanted) || line != wanted[at] {
			return fmt.Sprintf("line %d is\n%s", at+1, line)
		}
	}
	return fmt.Sprintf("it ends before line %d", strings.Count(got, "\n")+1)
}
