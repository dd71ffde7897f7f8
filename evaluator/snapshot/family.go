package snapshot

import (
	"strconv"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// family checks and converts one family.
func (w *family) family() (evaluator.Family, error) {
	f := evaluator.Family{Name: w.Name}
	if err := checkName("name", w.Name); err != nil {
		return f, err
	}
	for _, step := range []func(*evaluator.Family) error{w.statuses, w.dates, w.tags} {
		if err := step(&f); err != nil {
			return f, err
		}
	}
	return f, nil
}

// statuses converts the three sets; a revision has one status.
func (w *family) statuses(f *evaluator.Family) (err error) {
	if f.Active, err = parseRanges("active", w.Active); err != nil {
		return err
	}
	if f.Inactive, err = parseRanges("inactive", w.Inactive); err != nil {
		return err
	}
	if f.DeleteInProgress, err = parseRanges("deleteInProgress", w.DeleteInProgress); err != nil {
		return err
	}
	for _, pair := range []struct {
		member string
		a, b   evaluator.Ranges
	}{
		{"inactive", f.Active, f.Inactive},
		{"deleteInProgress", f.Active, f.DeleteInProgress},
		{"deleteInProgress", f.Inactive, f.DeleteInProgress},
	} {
		if revision, ok := shared(pair.a, pair.b); ok {
			return refuse(pair.member, "revision %d has two statuses: it stands in another set, too", revision)
		}
	}
	return nil
}

func parseRanges(member, text string) (evaluator.Ranges, error) {
	ranges, err := evaluator.ParseRanges(text)
	if err != nil {
		return nil, refuse(member, `%s is not a set of revisions: expected ascending numbers and ranges, such as "1-39,41"`, quote(text))
	}
	return ranges, nil
}

// shared returns the lowest number that two sets have in common.
func shared(a, b evaluator.Ranges) (int, bool) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		low := max(a[i].First, b[j].First)
		if low <= min(a[i].Last, b[j].Last) {
			return low, true
		}
		if a[i].Last < b[j].Last {
			i++
		} else {
			j++
		}
	}
	return 0, false
}

// dates converts the times that the file has. Only a revision that is not
// ACTIVE was deregistered.
func (w *family) dates(f *evaluator.Family) (err error) {
	deregistered := func(n int) bool { return f.Inactive.Has(n) || f.DeleteInProgress.Has(n) }
	if f.DeregisteredAt, err = parseDates("deregisteredAt", w.DeregisteredAt, deregistered); err != nil {
		return err
	}
	f.RegisteredAt, err = parseDates("registeredAt", w.RegisteredAt, func(n int) bool { return f.Active.Has(n) || deregistered(n) })
	return err
}

func parseDates(member string, seconds byRevision[int64], known func(int) bool) (map[int]time.Time, error) {
	if len(seconds) == 0 {
		return nil, nil
	}
	dates := make(map[int]time.Time, len(seconds))
	for _, revision := range seconds.numbers() {
		if !known(revision) {
			return nil, under(refuse(strconv.Itoa(revision), "revision %d has no status that goes with %s", revision, member), member)
		}
		at, err := parseSeconds(seconds[revision], member, revision)
		if err != nil {
			return nil, err
		}
		dates[revision] = at
	}
	return dates, nil
}

func (w *family) tags(f *evaluator.Family) error {
	if len(w.Tags) == 0 {
		return nil
	}
	f.Tags = make(map[int]map[string]string, len(w.Tags))
	for _, revision := range w.Tags.numbers() {
		if !f.Active.Has(revision) && !f.Inactive.Has(revision) && !f.DeleteInProgress.Has(revision) {
			return under(refuse(strconv.Itoa(revision), "revision %d has tags, but no status", revision), "tags")
		}
		f.Tags[revision] = w.Tags[revision]
	}
	return nil
}
