package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Merge joins snapshots of different accounts and Regions into one state. Each
// Region keeps its own age; the state as a whole is as old as the oldest, and its Digest is one over theirs, whatever
// their order. The same account and Region twice is an error: nothing says
// which of the two is right.
func Merge(states ...*evaluator.State) (*evaluator.State, error) {
	switch len(states) {
	case 0:
		return nil, errors.New("merge snapshots: none given")
	case 1:
		return states[0], nil
	}
	merged := &evaluator.State{TakenAt: states[0].TakenAt}
	var sources, digests []string
	from := map[string]string{}
	for _, state := range states {
		for _, r := range state.Regions {
			key := r.Partition + "/" + r.Account + "/" + r.Region
			if first, twice := from[key]; twice {
				return nil, fmt.Errorf("merge snapshots: %s of account %s is in %s and in %s", r.Region, r.Account, first, state.Source)
			}
			from[key] = state.Source
			dated := *r
			dated.Source, dated.TakenAt = state.Source, state.TakenAt
			merged.Regions = append(merged.Regions, &dated)
		}
		if state.TakenAt.Before(merged.TakenAt) {
			merged.TakenAt = state.TakenAt
		}
		sources = append(sources, state.Source)
		digests = append(digests, state.Digest)
	}
	slices.SortFunc(merged.Regions, compareRegions)
	slices.Sort(digests)
	sum := sha256.Sum256([]byte(strings.Join(digests, "\n")))
	merged.Source = strings.Join(sources, ", ")
	merged.Digest = "sha256:" + hex.EncodeToString(sum[:])
	return merged, nil
}
