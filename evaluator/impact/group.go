package impact

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// group is the holders of one kind that hold the same and are hurt at the same
// moment: in a drawing they are one box with one arrow, so that hundreds can be
// read.
type group struct {
	when     evaluator.Hurts
	kind     evaluator.HolderKind
	revision int
	rows     []row
}

// groups gathers rows that are in order, gravest first.
func groups(rows []row) []group {
	var list []group
	for _, r := range rows {
		last := len(list) - 1
		if last >= 0 && list[last].when == r.Hurts && list[last].kind == r.Kind && list[last].revision == r.revision {
			list[last].rows = append(list[last].rows, r)
			continue
		}
		list = append(list, group{r.Hurts, r.Kind, r.revision, []row{r}})
	}
	return list
}

// title says what the group is: "3 schedules".
func (g group) title() string { return kindCount(len(g.rows), g.kind) }

// detail is what a holder of a group has to say beside its name, if anything:
// the kind, the moment and what it names are the group's.
func (g group) detail(r row) string {
	text := r.how()
	for _, known := range []string{"pinned", "by family"} {
		text = strings.TrimPrefix(strings.TrimPrefix(text, known), ", ")
	}
	switch {
	case r.Cluster == "":
		return text
	case text == "":
		return r.Cluster
	default:
		return r.Cluster + " · " + text
	}
}

// target is what a graph calls what the group holds.
func (g group) target() string {
	if g.revision == 0 {
		return "f"
	}
	return fmt.Sprintf("r%d", g.revision)
}

// lines name the holders of a group.
func (g group) lines() []string {
	var lines []string
	for _, r := range g.rows {
		line := r.name()
		if detail := g.detail(r); detail != "" {
			line += " (" + detail + ")"
		}
		lines = append(lines, line)
	}
	return lines
}

// atMost cuts a list, and counts what is too much of it.
func atMost(lines []string, limit int) []string {
	if rest := len(lines) - limit; rest > 0 {
		return append(lines[:limit:limit], fmt.Sprintf("and %d more", rest))
	}
	return lines
}
