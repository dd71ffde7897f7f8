package live

import (
	"context"
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Selection says what of an account a snapshot holds.
type Selection struct {
	// Kinds are the kinds that are read; the others are not covered. Families,
	// clusters and services are read together.
	Kinds []evaluator.Kind
	// Clusters are the ones that are looked into; nil: all. Where it leaves some
	// out, what runs in clusters is not covered as a whole.
	Clusters func(name string) bool
	// Stacks are the names of the CloudFormation stacks whose resources are wanted.
	Stacks []string
}

// UsualKinds are the kinds that cost a few calls; the others cost one for each
// service (rollbackTargets), cluster (tasks) or revision (registeredAt).
func UsualKinds() []evaluator.Kind {
	return []evaluator.Kind{
		evaluator.Families, evaluator.Clusters, evaluator.Services, evaluator.Rules,
		evaluator.Schedules, evaluator.Pipes, evaluator.StateMachines, evaluator.Stacks,
	}
}

// Snapshot reads Regions of the account as a whole. What could not be read is
// not covered in the state; an error means that nothing was, because nobody
// knows whose account it is, or the reading was interrupted.
func (s *Session) Snapshot(ctx context.Context, regions []string, selection Selection) (*evaluator.State, error) {
	timed, cancel := s.limited(ctx)
	defer cancel()
	state := s.newState()
	who := s.whose(timed)
	if who.err != nil {
		return nil, who.err
	}
	if s.options.Account != "" && s.options.Account != who.account {
		return nil, fmt.Errorf("the credentials open account %s, not %s", who.account, s.options.Account)
	}
	readers := make([]*reader, len(regions))
	for i, region := range regions {
		readers[i] = newReader(s, region, who.account)
	}
	each(readers, func(r *reader) { r.whole(timed, selection) })
	for _, r := range readers {
		state.Regions = append(state.Regions, r.result())
	}
	return state, ctx.Err()
}

// leftOut is why a kind is not covered that nobody wanted.
const leftOut = "left out of the snapshot by choice (--exclude, --include)"

// only is why a kind is not covered as a whole when clusters were chosen.
const onlyChosen = "only some clusters were looked into (--cluster, --exclude-cluster)"

// whole reads the selected kinds of the Region.
func (r *reader) whole(ctx context.Context, selection Selection) {
	p := &plan{services: map[string][]string{}, chosen: selection.Clusters, holders: map[evaluator.Kind]bool{}}
	for _, kind := range selection.Kinds {
		p.holders[kind] = true
	}
	for _, kind := range evaluator.Kinds {
		r.asked[kind] = true
		if !p.holders[kind] {
			r.lacks[kind] = append(r.lacks[kind], leftOut)
		}
	}
	p.listing = p.looksIntoClusters() || p.holders[evaluator.Clusters]
	steps := []func(){func() { r.elsewhere(ctx, p) }}
	if p.listing {
		steps = append(steps, func() { r.runtime(ctx, p) })
	}
	if p.holders[evaluator.Families] {
		steps = append(steps, func() { r.allFamilies(ctx, p.holders[evaluator.RegisteredAt]) })
	}
	if p.holders[evaluator.Stacks] {
		steps = append(steps, func() { r.listStacks(ctx) })
	}
	for _, name := range selection.Stacks {
		steps = append(steps, func() { r.readDeployed(ctx, name) })
	}
	together(steps...)
	r.datesOfHeld(ctx)
}
