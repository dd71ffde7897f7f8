package report_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/report"
)

// TestHostileMarkdown: no text leaves its cell, is markup, or tells anybody.
func TestHostileMarkdown(t *testing.T) {
	ours := regexp.MustCompile(`<br>do: |<!-- -->|\]\(<https://docs\.aws\.amazon\.com/[^<>| ]*>\)|&(lt|gt|amp);|\*\*[a-z]+\*\*`)
	escaped := regexp.MustCompile(`\\.`)
	rows := 0
	for line := range strings.Lines(string(write(t, "markdown", hostileReport(), report.Options{Limit: 1 << 20, Rules: catalogue()}))) {
		if !strings.HasPrefix(line, "| ") {
			continue
		}
		rows++
		if mention := regexp.MustCompile(`[@#]\w`).FindString(line); mention != "" {
			t.Errorf("%q in %s", mention, line)
		}
		bare := escaped.ReplaceAllString(ours.ReplaceAllString(line, ""), "")
		if got := strings.Count(bare, "|"); got != 5 {
			t.Errorf("got %d cells: %s", got-1, line)
		}
		if i := strings.IndexAny(bare, "<>`*_[]~$"); i >= 0 {
			t.Errorf("%q is not escaped: %s", bare[i], line)
		}
	}
	if rows < 100 {
		t.Errorf("got %d rows", rows)
	}
}
