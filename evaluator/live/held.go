package live

import (
	"context"

	"github.com/ecsgate/ecsgate/evaluator"
)

// held lists the revisions that something of the Region names by number.
func (r *reader) held() map[evaluator.RevisionID]bool {
	held := map[evaluator.RevisionID]bool{}
	for _, s := range r.found.Services {
		held[s.Revision] = true
		for _, d := range s.Deployments {
			held[d.Revision] = true
		}
		for _, t := range s.TaskSets {
			held[t.Revision] = true
		}
		for _, id := range append(s.Sources, s.RollbackTargets...) {
			held[id] = true
		}
	}
	for _, t := range r.found.Tasks {
		held[t.Revision] = true
	}
	for _, targets := range [][]evaluator.Target{r.found.Rules, r.found.Schedules, r.found.Pipes, r.found.StateMachines} {
		for _, t := range targets {
			held[t.Revision] = true
		}
	}
	return held
}

// datesOfHeld reads since when those revisions are not ACTIVE that something
// holds; nobody asks it of others. Without a date a rule only says less, so that
// a call that fails is remarked and takes nothing out of the coverage.
func (r *reader) datesOfHeld(ctx context.Context) {
	undated := map[string][]int{}
	for id := range r.held() {
		record := r.families[id.Family]
		if record == nil || record.status[id.Revision] == "" || record.status[id.Revision] == evaluator.Active {
			continue
		}
		if _, dated := record.deregistered[id.Revision]; !dated {
			undated[id.Family] = append(undated[id.Family], id.Revision)
		}
	}
	for name, numbers := range undated {
		each(numbers, func(number int) {
			r.session.remark(r.describe(ctx, r.families[name], evaluator.RevisionID{Family: name, Revision: number}, nil))
		})
	}
}
