package impact

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// headings are those of a table of holders. Which revision a holder needs is
// said only where several were asked for.
func (i *Impact) headings() []string {
	if i.Revision != 0 {
		return []string{"WHEN IT HURTS", "KIND", "NAME", "CLUSTER", "HOW"}
	}
	return []string{"WHEN IT HURTS", "REVISION", "KIND", "NAME", "CLUSTER", "HOW"}
}

// cells are a holder's line under the headings.
func (i *Impact) cells(r row) []string {
	cells := []string{string(r.Hurts)}
	if i.Revision == 0 {
		cells = append(cells, i.target(r))
	}
	return append(cells, kindWord(r.Kind), r.name(), orDash(r.Cluster), i.how(r))
}

// target is what the holder names, and its status where that is bad news.
func (i *Impact) target(r row) string {
	if r.revision == 0 {
		return i.Family
	}
	if status := i.targetStatus(r); status != evaluator.Active {
		return i.numbered(r.revision) + " " + string(status)
	}
	return i.numbered(r.revision)
}

// how says in which way it holds, and what it gets where that changes in silence.
func (i *Impact) how(r row) string {
	if r.revision == 0 && i.older() {
		return r.how() + ", would get " + i.numbered(i.After)
	}
	return r.how()
}

// detail is what a line holds beside the moment, the kind and the name.
func (i *Impact) detail(r row) string {
	parts := []string{i.how(r)}
	if i.Revision == 0 {
		parts = append(parts, i.target(r))
	}
	if r.Cluster != "" {
		parts = append(parts, "cluster "+r.Cluster)
	}
	return strings.Join(parts, ", ")
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}
