package main

import (
	"context"
	"slices"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// readLive reads from AWS what the change needs.
func (r *request) readLive(ctx context.Context, core *evaluator.Evaluator, change evaluator.Change) error {
	r.run.Default = r.live.session.Place(ctx)
	several := len(r.live.regions) > 1
	if several { // then nothing says which of them is meant
		r.run.Default.Region, r.run.Default.Partition = "", ""
	}
	needs := core.Needs(change, r.run)
	if !several && slices.ContainsFunc(needs, func(n evaluator.Need) bool { return n.Region == "" }) {
		return usage.Error(live.ErrNoRegion.Error())
	}
	r.run.State = r.live.session.Collect(ctx, append(needs, r.unnamed(needs)...))
	return r.live.end(ctx, r.run.State)
}

// unnamed are the Regions of --region that no operation names: one that names
// none may mean any of them.
func (r *request) unnamed(needs []evaluator.Need) []evaluator.Need {
	var unnamed []evaluator.Need
	for _, region := range r.live.regions {
		if !slices.ContainsFunc(needs, func(n evaluator.Need) bool { return n.Region == region }) {
			unnamed = append(unnamed, evaluator.Need{Partition: reference.PartitionOf(region), Account: r.run.Default.Account, Region: region})
		}
	}
	return unnamed
}
