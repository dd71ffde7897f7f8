package impact

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// block is one revision in a drawing, or several that nothing holds.
type block struct {
	status  evaluator.Status
	numbers evaluator.Ranges
	// held is nil for what nothing holds by number, or what was not asked for.
	held *Revision
}

// blocks are the family's revisions for a drawing, by status, newest first. What
// is held, was asked for, or is what the family means stands alone; the many
// others of a status are one block.
func (i *Impact) blocks() []block {
	statuses := i.statuses()
	for _, r := range i.Revisions {
		if !slices.ContainsFunc(statuses, func(s statusNumbers) bool { return s.status == r.Status }) {
			statuses = append(statuses, statusNumbers{r.Status, nil})
		}
	}
	var list []block
	for _, s := range statuses {
		alone := i.alone(s.status)
		for at := range alone {
			one := block{s.status, evaluator.RangesOf(alone[at].Number), &alone[at]}
			if i.Revision != 0 && alone[at].Number != i.Revision {
				one.held = nil
			}
			list = append(list, one)
		}
		if rest := without(s.numbers, alone); len(rest) > 0 {
			list = append(list, block{s.status, rest, nil})
		}
	}
	return list
}

// alone lists the revisions of a status that a drawing shows one by one.
func (i *Impact) alone(status evaluator.Status) []Revision {
	var list []Revision
	for _, r := range i.Revisions {
		if r.Status == status && (len(r.Holders) > 0 || r.Number == i.Revision || r.Number == i.Latest) {
			list = append(list, r)
		}
	}
	if status == evaluator.Active && i.Revision != 0 {
		for _, n := range slices.Compact([]int{i.Latest, i.After}) {
			if n != 0 && n != i.Revision {
				list = append(list, Revision{Number: n, Status: status})
			}
		}
	}
	slices.SortFunc(list, func(a, b Revision) int { return cmp.Compare(b.Number, a.Number) })
	return list
}

// name writes "web:41", or the numbers of many.
func (b block) name(i *Impact) string {
	if b.numbers.Len() == 1 {
		return i.numbered(b.numbers.Max())
	}
	return shortRanges(b.numbers, 28)
}

// node is what a graph calls the block, which is the nth of its family.
func (b block) node(n int) string {
	if b.numbers.Len() == 1 {
		return fmt.Sprintf("r%d", b.numbers.Max())
	}
	return fmt.Sprintf("b%d", n)
}

// remark says what a block is beside its status.
func (b block) remark(i *Impact) string {
	number := b.numbers.Max()
	switch {
	case b.numbers.Len() > 1 && i.Revision != 0:
		return fmt.Sprintf("%d revisions, not asked for", b.numbers.Len())
	case b.numbers.Len() > 1:
		return fmt.Sprintf("%d revisions, no holder known", b.numbers.Len())
	case number == i.Latest:
		return "what the family name means now"
	case number == i.After:
		return "what the family name would mean"
	case b.held == nil && i.Revision != 0:
		return "not asked for"
	case b.held == nil || len(b.held.Holders) == 0:
		return "no holder known"
	case len(b.held.Holders) == 1:
		return "1 holder"
	default:
		return fmt.Sprintf("%d holders", len(b.held.Holders))
	}
}

// without takes revisions out of a set, range by range: a family may have a
// million.
func without(numbers evaluator.Ranges, taken []Revision) evaluator.Ranges {
	rest := slices.Clone(numbers)
	for _, r := range taken {
		at := slices.IndexFunc(rest, func(part evaluator.Range) bool { return part.First <= r.Number && r.Number <= part.Last })
		if at < 0 {
			continue
		}
		part := rest[at]
		var left []evaluator.Range
		if part.First < r.Number {
			left = append(left, evaluator.Range{First: part.First, Last: r.Number - 1})
		}
		if r.Number < part.Last {
			left = append(left, evaluator.Range{First: r.Number + 1, Last: part.Last})
		}
		rest = slices.Replace(rest, at, at+1, left...)
	}
	return rest
}
