package live

import (
	"maps"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// familyBook collects what was read of families, by name.
type familyBook map[string]*familyRecord

// familyRecord is what was read of one family. Revisions only ever go from
// ACTIVE to INACTIVE to DELETE_IN_PROGRESS, so where two answers differ the one
// further on is the later.
type familyRecord struct {
	extent       evaluator.Extent
	status       map[int]evaluator.Status
	deregistered map[int]time.Time
	registered   map[int]time.Time
	tags         map[int]map[string]string
	absent       []int
}

func (b familyBook) record(name string) *familyRecord {
	if b[name] == nil {
		b[name] = &familyRecord{
			extent: evaluator.AskedOnly, status: map[int]evaluator.Status{},
			deregistered: map[int]time.Time{}, registered: map[int]time.Time{}, tags: map[int]map[string]string{},
		}
	}
	return b[name]
}

var order = []evaluator.Status{evaluator.Active, evaluator.Inactive, evaluator.DeleteInProgress}

// note keeps a status unless a later one is known.
func (f *familyRecord) note(revision int, status evaluator.Status) {
	if slices.Index(order, status) > slices.Index(order, f.status[revision]) {
		f.status[revision] = status
	}
}

// latest is the highest number that was read.
func (f *familyRecord) latest() int {
	latest := 0
	for revision := range f.status {
		latest = max(latest, revision)
	}
	return latest
}

func (b familyBook) list() []evaluator.Family {
	families := make([]evaluator.Family, 0, len(b))
	for _, name := range slices.Sorted(maps.Keys(b)) {
		families = append(families, b[name].family(name))
	}
	return families
}

func (f *familyRecord) family(name string) evaluator.Family {
	numbers := map[evaluator.Status][]int{}
	for revision, status := range f.status {
		numbers[status] = append(numbers[status], revision)
	}
	family := evaluator.Family{
		Name: name, Extent: f.extent, Absent: evaluator.RangesOf(f.absent...),
		Active:           evaluator.RangesOf(numbers[evaluator.Active]...),
		Inactive:         evaluator.RangesOf(numbers[evaluator.Inactive]...),
		DeleteInProgress: evaluator.RangesOf(numbers[evaluator.DeleteInProgress]...),
	}
	if len(f.deregistered) > 0 {
		family.DeregisteredAt = f.deregistered
	}
	if len(f.registered) > 0 {
		family.RegisteredAt = f.registered
	}
	if len(f.tags) > 0 {
		family.Tags = f.tags
	}
	return family
}
