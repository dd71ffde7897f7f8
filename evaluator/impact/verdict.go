package impact

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// tally is how many are hurt at one moment.
type tally struct {
	when  evaluator.Hurts
	count int
}

// tallies counts rows that are in order by their moments, gravest first.
func tallies(rows []row) []tally {
	var list []tally
	for _, r := range rows {
		if last := len(list) - 1; last >= 0 && list[last].when == r.Hurts {
			list[last].count++
			continue
		}
		list = append(list, tally{r.Hurts, 1})
	}
	return list
}

// verdict counts who is hurt, and when. Where not everything was looked through,
// it says so first: nobody may take the count for all there is.
func (i *Impact) verdict(rows []row) string {
	seen := ""
	if len(i.Unread) > 0 {
		seen = "of what could be looked through: "
	}
	var parts []string
	for _, t := range tallies(rows) {
		if t.when != evaluator.HurtsNever {
			parts = append(parts, fmt.Sprintf("%d %s", t.count, t.when))
		}
	}
	holders := "1 holder"
	if len(rows) > 1 {
		holders = fmt.Sprintf("%d holders", len(rows))
	}
	hurt, already := i.hurt(rows)
	switch {
	case len(rows) == 0:
		return seen + "nothing holds it"
	case hurt == 0 && i.older():
		return fmt.Sprintf("%s%s, none is refused, but what names the family would run the older %s", seen, holders, i.numbered(i.After))
	case hurt == 0:
		return seen + holders + ", none is hurt"
	case hurt == already:
		return fmt.Sprintf("%s%s, %d broken already: %s", seen, holders, hurt, strings.Join(parts, ", "))
	case already > 0:
		return fmt.Sprintf("%s%s, %d would be hurt, %d of them broken already: %s", seen, holders, hurt, already, strings.Join(parts, ", "))
	default:
		return fmt.Sprintf("%s%s, %d would be hurt: %s", seen, holders, hurt, strings.Join(parts, ", "))
	}
}

// hurt counts who is hurt at some time, and of these whose harm is done already,
// because what they name is no longer ACTIVE.
func (i *Impact) hurt(rows []row) (hurt, already int) {
	for _, r := range rows {
		if r.Hurts == evaluator.HurtsNever {
			continue
		}
		hurt++
		if status := i.targetStatus(r); status != evaluator.Active {
			already++
		}
	}
	return hurt, already
}

// targetStatus is the status of what a holder names.
func (i *Impact) targetStatus(r row) evaluator.Status {
	for _, revision := range i.Revisions {
		if revision.Number == r.revision {
			return revision.Status
		}
	}
	if i.Latest == 0 {
		return evaluator.Inactive
	}
	return evaluator.Active
}

// older reports whether something names the family, and would silently get an
// older revision.
func (i *Impact) older() bool {
	return i.Revision != 0 && len(i.Followers) > 0 && i.After != 0 && i.After != i.Latest
}

// worst is the gravest harm of rows that are in order.
func (i *Impact) worst(rows []row) harm {
	switch {
	case len(rows) > 0 && harmOf(rows[0].Hurts) != spared:
		return harmOf(rows[0].Hurts)
	case i.older():
		return atRisk
	default:
		return spared
	}
}
