package impact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// row is one holder of a revision, or of the family where revision is 0.
type row struct {
	evaluator.Holder
	revision int
}

// rows lists all holders, gravest first. Their order is total, so that the same
// state is drawn in the same way.
func (i *Impact) rows() []row {
	var all []row
	for _, r := range i.Revisions {
		for _, h := range r.Holders {
			all = append(all, row{h, r.Number})
		}
	}
	for _, h := range i.Followers {
		all = append(all, row{h, 0})
	}
	slices.SortStableFunc(all, func(a, b row) int {
		return cmp.Or(
			cmp.Compare(gravity(a.Hurts), gravity(b.Hurts)),
			cmp.Compare(b.revision, a.revision),
			cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)),
			cmp.Compare(a.Cluster, b.Cluster),
			cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Via, b.Via),
		)
	})
	return all
}

// name is what the holder is called. Standalone tasks have no name.
func (r row) name() string {
	if r.Kind == evaluator.TasksKind && r.Name == "" {
		return "standalone"
	}
	return r.Name
}

// how says in which way it holds.
func (r row) how() string {
	switch r.Kind {
	case evaluator.ServiceKind:
		return holdWord(r.Hold)
	case evaluator.TasksKind:
		if r.Count == 1 {
			return "1 task runs"
		}
		return fmt.Sprintf("%d tasks run", r.Count)
	case evaluator.StackKind:
		return "made by the console"
	}
	parts := []string{"by family"}
	if r.Pinned {
		parts = []string{"pinned"}
	}
	if r.Via != "" {
		parts = append(parts, r.Via)
	}
	if !r.Enabled {
		parts = append(parts, "disabled")
	}
	return strings.Join(parts, ", ")
}

func holdWord(hold evaluator.Hold) string {
	switch hold {
	case evaluator.HoldCurrent:
		return "current revision"
	case evaluator.HoldDeployment:
		return "deployment under way"
	case evaluator.HoldSource:
		return "where a deployment under way came from"
	case evaluator.HoldTaskSet:
		return "task set"
	case evaluator.HoldRollback:
		return "roll-back target"
	case evaluator.HoldPerhaps:
		return "perhaps what it goes back to: no earlier deployment can be read"
	case evaluator.HoldDraining:
		return "draining: its last tasks run"
	default:
		return string(hold)
	}
}
