package main

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
func (r *surroundings) findSnapshots(i *initialisation, files []manifest.File) {
	var states []taken
	for _, file := range files {
		if name := i.relative(file.Name); bytes.Contains(file.Data, []byte(`"state/v1"`)) && starter.Plain(name) {
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
			accounts = append(accounts, region.Account)
			r.Regions = append(r.Regions, region.Region)
		}
	}
	r.Regions = distinct(r.Regions)
	if accounts = distinct(accounts); len(accounts) == 1 {
		r.AccountID = accounts[0]
	}
}
