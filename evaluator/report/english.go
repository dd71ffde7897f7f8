package report

import (
	"fmt"
	"strings"
	"time"
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

// age writes how old something is in its largest whole unit.
func age(seconds int64) string {
	switch {
	case seconds < 2*60:
		return count(int(seconds), "second") + " old"
	case seconds < 2*60*60:
		return count(int(seconds/60), "minute") + " old"
	case seconds < 2*24*60*60:
		return count(int(seconds/60/60), "hour") + " old"
	default:
		return count(int(seconds/60/60/24), "day") + " old"
	}
}

// moment writes a time to the minute, in UTC.
func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
