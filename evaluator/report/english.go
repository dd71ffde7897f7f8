package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// count writes "1 file", "2 files".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// counts joins those counts that are not zero.
func counts(parts ...string) string {
	kept := parts[:0]
	for _, part := range parts {
		if !strings.HasPrefix(part, "0 ") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, ", ")
}

// age writes how old the facts of an explanation are.
func age(x *evaluator.Explanation) string {
	return evaluator.Age(time.Duration(x.AgeSeconds) * time.Second)
}

// moment writes a time to the minute, in UTC.
func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
