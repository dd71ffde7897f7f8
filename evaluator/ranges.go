package evaluator

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Ranges is a sorted set of positive numbers, written "1-39,41". A family's
// revisions run in stretches, so that a family of thousands stays one line.
type Ranges []Range

// Range is the numbers from First to Last, both included.
type Range struct{ First, Last int }

// maxExpanded bounds what one text can make us allocate: the quota of revisions
// per family (Amazon ECS service quotas, L-B9151B48).
const maxExpanded = 1_000_000

// ParseRanges reads "1-39,41". The empty text is the empty set.
func ParseRanges(text string) (Ranges, error) {
	var ranges Ranges
	previous := 0
	for part := range strings.SplitSeq(text, ",") {
		if text == "" {
			break
		}
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		from, err := parseNumber(first)
		if err != nil {
			return nil, fmt.Errorf("read revisions %q: %w", part, err)
		}
		to, err := parseNumber(last)
		if err != nil {
			return nil, fmt.Errorf("read revisions %q: %w", part, err)
		}
		if from <= previous || to < from {
			return nil, fmt.Errorf("read revisions %q: numbers must ascend", part)
		}
		ranges = append(ranges, Range{from, to})
		previous = to
	}
	return ranges, nil
}

func parseNumber(text string) (int, error) {
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 1 || text[0] == '+' {
		return 0, fmt.Errorf("%q is not a revision number", text)
	}
	return int(n), nil
}

// RangesOf collects numbers into a set.
func RangesOf(numbers ...int) Ranges {
	sorted := slices.Compact(slices.Sorted(slices.Values(numbers)))
	var ranges Ranges
	for _, n := range sorted {
		if last := len(ranges) - 1; last >= 0 && ranges[last].Last == n-1 {
			ranges[last].Last = n
			continue
		}
		ranges = append(ranges, Range{n, n})
	}
	return ranges
}

// String writes the set as ParseRanges reads it.
func (r Ranges) String() string {
	var b strings.Builder
	for i, part := range r {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(part.First))
		if part.Last > part.First {
			b.WriteByte('-')
			b.WriteString(strconv.Itoa(part.Last))
		}
	}
	return b.String()
}

// MarshalText makes the set one string in JSON.
func (r Ranges) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Has reports whether the set holds n.
func (r Ranges) Has(n int) bool {
	i := sort.Search(len(r), func(i int) bool { return r[i].Last >= n })
	return i < len(r) && r[i].First <= n
}

// Max returns the highest number, or 0 for the empty set.
func (r Ranges) Max() int {
	if len(r) == 0 {
		return 0
	}
	return r[len(r)-1].Last
}

// Below returns the highest number that is lower than n, or 0.
func (r Ranges) Below(n int) int {
	i := sort.Search(len(r), func(i int) bool { return r[i].First >= n })
	if i == 0 {
		return 0
	}
	return min(r[i-1].Last, n-1)
}

// Len returns how many numbers the set holds.
func (r Ranges) Len() int {
	n := 0
	for _, part := range r {
		n += part.Last - part.First + 1
	}
	return n
}

// Numbers lists the set, ascending.
func (r Ranges) Numbers() []int {
	numbers := make([]int, 0, min(r.Len(), maxExpanded))
	for _, part := range r {
		for n := part.First; n <= part.Last && len(numbers) < maxExpanded; n++ {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
