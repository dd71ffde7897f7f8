package impact

import (
	"fmt"
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// place is where the family is.
func (i *Impact) place() string { return "account " + i.Account + ", " + i.Region }

// standing says what was asked for and how its family stands.
func (i *Impact) standing() string {
	text := "family " + i.Family + " is " + string(i.Status)
	if i.Revision != 0 {
		text = "revision " + i.Name() + " is " + string(i.Status)
		for _, r := range i.Revisions {
			text += dates(r)
		}
	}
	return text + "; " + i.numbers()
}

func dates(r Revision) string {
	text := ""
	if r.RegisteredAt != nil {
		text += ", registered " + day(*r.RegisteredAt)
	}
	if r.DeregisteredAt != nil {
		text += ", deregistered " + day(*r.DeregisteredAt)
	}
	return text
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02") }

// numbers counts the family's revisions and says which they are.
func (i *Impact) numbers() string {
	var parts []string
	for _, s := range i.statuses() {
		if len(s.numbers) > 0 {
			parts = append(parts, fmt.Sprintf("%d %s (%s)", s.numbers.Len(), s.status, shortRanges(s.numbers, 40)))
		}
	}
	if len(parts) == 0 {
		return "the family has no revision"
	}
	return "the family has " + strings.Join(parts, ", ")
}

type statusNumbers struct {
	status  evaluator.Status
	numbers evaluator.Ranges
}

func (i *Impact) statuses() []statusNumbers {
	return []statusNumbers{
		{evaluator.Active, i.Numbers.Active},
		{evaluator.Inactive, i.Numbers.Inactive},
		{evaluator.DeleteInProgress, i.Numbers.DeleteInProgress},
	}
}

// shortRanges writes as many ranges as fit, newest first where not all do.
func shortRanges(ranges evaluator.Ranges, limit int) string {
	text := strings.ReplaceAll(ranges.String(), ",", ", ")
	if len(text) <= limit {
		return text
	}
	at := strings.Index(text[len(text)-limit:], ", ")
	if at < 0 {
		return "… " + text[strings.LastIndex(text, " ")+1:]
	}
	return "…" + text[len(text)-limit+at:]
}
