package survey

import (
	"bytes"
	"slices"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// taken is a snapshot that was found.
type taken struct {
	name  string
	state *evaluator.State
}

func statesOf(found []taken) []*evaluator.State {
	var states []*evaluator.State
	for _, s := range found {
		states = append(states, s.state)
	}
	return states
}

// findSnapshots looks for snapshots. Of several that do not go together the newest
// counts.
func (r *Surroundings) findSnapshots(files []manifest.File) {
	var states []taken
	for _, file := range files {
		if name := r.relative(file.Name); bytes.Contains(file.Data, []byte(`"state/v1"`)) && starter.Plain(name) && !r.ignores(name) {
			if state, err := snapshot.Read(file.Data, file.Name); err == nil {
				states = append(states, taken{name, state})
			}
		}
	}
	if len(states) == 0 {
		return
	}
	if _, err := snapshot.Merge(statesOf(states)...); err != nil {
		newest := slices.MaxFunc(states, func(a, b taken) int { return a.state.TakenAt.Compare(b.state.TakenAt) })
		states = []taken{newest}
	}
	var accounts []string
	for _, s := range states {
		r.Snapshots = append(r.Snapshots, s.name)
		for _, region := range s.state.Regions {
			accounts = add(accounts, region.Account)
			r.Regions = add(r.Regions, region.Region)
		}
	}
	if len(accounts) == 1 {
		r.AccountID = accounts[0]
	}
}

// add adds a name that is not there yet.
func add(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}
