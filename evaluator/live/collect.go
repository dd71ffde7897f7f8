package live

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Collect reads what a change needs to know, and no more: what its launches
// name, and the holders of what it retires. It never fails: what could not be
// read is not covered in the state, with the reason. Operations of another
// account than that of the credentials stay outside the state.
func (s *Session) Collect(ctx context.Context, needs []evaluator.Need) *evaluator.State {
	ctx, cancel := s.limited(ctx)
	defer cancel()
	state := s.newState()
	if len(needs) == 0 {
		return state
	}
	who := s.whose(ctx)
	needs = joined(needs, who.account)
	blinds := map[evaluator.Scope]*evaluator.Region{}
	var readers []*reader
	var steps []func()
	for _, need := range needs {
		switch reason := s.unreadable(who, need); {
		case need.Region == "" || need.Partition != reference.PartitionOf(need.Region):
		case reason != "":
			account := need.Account
			if who.err != nil { // then it may be any
				account = ""
			}
			blinds[evaluator.Scope{Account: account, Region: need.Region}] = blind(need.Region, account, reason)
		case need.Account == who.account:
			r := newReader(s, need.Region, who.account)
			readers = append(readers, r)
			steps = append(steps, func() { r.collect(ctx, need) })
		}
	}
	together(steps...)
	for _, r := range readers {
		state.Regions = append(state.Regions, r.result())
	}
	state.Regions = slices.AppendSeq(state.Regions, maps.Values(blinds))
	slices.SortFunc(state.Regions, func(a, b *evaluator.Region) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Account, b.Account))
	})
	return state
}

// newState is taken when the reading begins: what happens later may be missing
// in it.
func (s *Session) newState() *evaluator.State {
	return &evaluator.State{Source: evaluator.LiveSource, TakenAt: s.options.Now().UTC().Truncate(time.Second)}
}

// unreadable says why nothing can be read for a need, or returns "".
func (s *Session) unreadable(who who, need evaluator.Need) string {
	switch {
	case who.err != nil:
		return reasonOf(who.err)
	case s.options.Account != "" && s.options.Account != who.account && need.Account == s.options.Account:
		return fmt.Sprintf("the credentials open account %s, not %s", who.account, s.options.Account)
	}
	return ""
}

// blind is a Region of which nothing is known.
func blind(region, account, reason string) *evaluator.Region {
	r := &evaluator.Region{
		Partition: reference.PartitionOf(region), Account: account, Region: region,
		Coverage: map[evaluator.Kind]evaluator.Coverage{},
	}
	for _, kind := range evaluator.Kinds {
		r.Coverage[kind] = evaluator.Coverage{Reason: reason}
	}
	return r
}

// collect reads what is needed in one account and Region.
func (r *reader) collect(ctx context.Context, need evaluator.Need) {
	p := planFor(need)
	r.ask(p.kinds()...)
	together(
		func() { each(need.Families, func(f evaluator.FamilyNeed) { r.family(ctx, f) }) },
		func() { r.runtime(ctx, p) },
		func() { r.elsewhere(ctx, p) },
	)
	r.runningRevisions(ctx, need)
	if p.holders[evaluator.Stacks] {
		r.readStacks(ctx, need.Retired)
	}
}

// elsewhere reads what other services than ECS keep, and what needs no cluster.
func (r *reader) elsewhere(ctx context.Context, p *plan) {
	var steps []func()
	if p.holders[evaluator.Schedules] {
		steps = append(steps, func() { r.readSchedules(ctx) })
	}
	if p.holders[evaluator.Pipes] {
		steps = append(steps, func() { r.readPipes(ctx) })
	}
	if p.holders[evaluator.StateMachines] {
		steps = append(steps, func() { r.readStateMachines(ctx) })
	}
	together(steps...)
}

// runningRevisions reads the status of what the named services run, where that
// is not of a family that was read anyway.
func (r *reader) runningRevisions(ctx context.Context, need evaluator.Need) {
	wanted := map[evaluator.RevisionID]bool{}
	for _, s := range r.found.Services {
		named := slices.ContainsFunc(need.Services, func(n evaluator.ServiceNeed) bool { return n.Cluster == s.Cluster && n.Name == s.Name })
		if !named {
			continue
		}
		for _, id := range append(currentRevisions(&s), s.RollbackTargets...) {
			if record := r.families[id.Family]; record == nil || record.extent != evaluator.WholeFamily && record.status[id.Revision] == "" {
				wanted[id] = true
			}
		}
	}
	records := familyBook{}
	for id := range wanted {
		records.record(id.Family)
		if known := r.families[id.Family]; known != nil {
			records[id.Family] = known
		}
	}
	each(slices.Collect(maps.Keys(records)), func(name string) {
		for id := range wanted {
			if id.Family == name {
				r.lack(evaluator.Families, r.describe(ctx, records[name], id, nil))
			}
		}
	})
	maps.Copy(r.families, records)
}

// currentRevisions lists what counts as the current revision of a service: its
// own, or that of its PRIMARY task set.
func currentRevisions(s *evaluator.Service) []evaluator.RevisionID {
	if s.Revision != (evaluator.RevisionID{}) {
		return []evaluator.RevisionID{s.Revision}
	}
	var ids []evaluator.RevisionID
	for _, t := range s.TaskSets {
		if t.Status == "PRIMARY" {
			ids = append(ids, t.Revision)
		}
	}
	return ids
}
