package evaluator

import (
	"context"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// evaluation is one run over one change. Its steps are those of a change:
// registrations, launches, releases, deregistrations, deletions.
type evaluation struct {
	*Evaluator
	run         *Run
	rulesByID   map[string]*compiledRule
	subjects    []*subject
	besides     []Retired
	inventories []*inventory
	joiner      *joiner
	effects     *effects
	retirements *retirements
	change      *ChangeInput
	changeGap   gap
	// unsaid counts, by rule, what its setting kept back.
	unsaid map[string]int
}

// Evaluate judges a change. It returns an error only when a policy fails to
// compile or ctx is done; whatever else goes wrong is in the report.
func (e *Evaluator) Evaluate(ctx context.Context, change Change, run Run) (*Report, error) {
	ev := e.begin(&change, &run)
	if err := ev.judge(ctx); err != nil {
		return nil, err
	}
	report, err := ev.report(ctx, &change)
	if err != nil {
		return nil, err
	}
	report.Conclude(run.failOn(), run.Strict)
	return report, nil
}

// begin settles where each operation goes and joins the facts of launches.
func (e *Evaluator) begin(change *Change, run *Run) *evaluation {
	ev := &evaluation{Evaluator: e, run: run, besides: change.Besides}
	if run.State != nil {
		for _, region := range run.State.Regions {
			ev.inventories = append(ev.inventories, newInventory(region))
		}
	}
	for i := range change.Operations {
		s := settle(&change.Operations[i], run.Target, run.Default, ev.inventories)
		if run.State == nil {
			s.outside = offlineGap
		}
		ev.subjects = append(ev.subjects, s)
	}
	slices.SortStableFunc(ev.subjects, func(a, b *subject) int { return compareOperations(a.Operation, b.Operation) })
	ev.joiner = &joiner{change: newRegistrations(change, ev.subjects, ev.inventories, run.place()), stale: run.stale}
	// What the change creates is there for its other launches.
	for _, creates := range []bool{true, false} {
		for _, s := range ev.subjects {
			if creates == (s.Action == CreateService || s.Action == PutService) {
				ev.joiner.launch(s)
			}
		}
	}
	e.chooseRules(ev.subjects)
	return ev
}

// chooseRules gives each operation the rules that judge it. Operations that rules
// can not tell apart share one list.
func (e *Evaluator) chooseRules(subjects []*subject) {
	type sort struct {
		action Action
		origin Origin
		stored bool
		kind   reference.Kind
	}
	known := map[sort][]*Rule{}
	for _, s := range subjects {
		like := sort{s.action, s.Origin, s.Stored != nil, s.reference.Kind}
		rules, ok := known[like]
		if !ok {
			for _, r := range e.rules {
				if r.applies(s.Operation, s.action, s.reference.Kind) {
					rules = append(rules, r)
				}
			}
			known[like] = rules
		}
		s.rules = rules
	}
}

// judge runs the rules: launches first, because only those that nothing
// refuses change what retirements will find.
func (ev *evaluation) judge(ctx context.Context) error {
	var err error
	if ev.rulesByID, err = ev.ready(ev.rulesInUse()); err != nil {
		return err
	}
	late := map[*Rule]bool{}
	for _, r := range ev.rules {
		late[r] = needsHolders(r)
	}
	if err := ev.decideAll(ctx, func(s *subject, r *Rule) bool { return !s.action.Retires() && !late[r] }); err != nil {
		return err
	}
	ev.joinRetirements()
	return ev.decideAll(ctx, func(s *subject, r *Rule) bool { return s.action.Retires() || late[r] })
}

func needsHolders(r *Rule) bool {
	return slices.ContainsFunc(r.reads(), func(unit string) bool { return strings.HasPrefix(unit, unitHolders) })
}

// rulesInUse lists the rules that anything in this run needs.
func (ev *evaluation) rulesInUse() []*Rule {
	used := map[*Rule]bool{}
	for _, s := range ev.subjects {
		for _, r := range s.rules {
			used[r] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(ev.rules), func(r *Rule) bool { return !used[r] && !ev.changeRule(r) })
}

// changeRule reports whether a rule of scope change has something to judge.
func (ev *evaluation) changeRule(r *Rule) bool {
	return r.Scope == ScopeChange && slices.ContainsFunc(ev.subjects, func(s *subject) bool {
		return s.Stored == nil && slices.Contains(r.Operations, s.action)
	})
}

// joinRetirements reads the effects off the judged launches and joins what
// depends on them.
func (ev *evaluation) joinRetirements() {
	ev.effects = newEffects(ev.subjects, ev.run.Now)
	ev.retirements = newRetirements(ev.subjects, ev.besides, ev.inventories)
	for _, s := range ev.subjects {
		switch {
		case s.action.Retires():
			ev.joiner.retire(s, ev.effects, ev.retirements)
		case s.Stands != nil && s.Stands.Hold == HoldDeletion:
			ev.effects.holders(s, s.number)
		case s.action == UpdateService:
			if from, moves := s.movesFrom(); moves {
				ev.effects.holders(s, from)
			}
		}
	}
	ev.change, ev.changeGap = ev.countRetirements()
}

// movesFrom returns the revision that an UpdateService takes its service away
// from.
func (s *subject) movesFrom() (RevisionID, bool) {
	service := s.facts.Service
	if s.reference.Kind == reference.Absent || s.facts.Revision == nil || service == nil || service.Revision == nil || service.Status != Active {
		return RevisionID{}, false
	}
	from := RevisionID{service.Revision.Family, service.Revision.Revision}
	return from, from != s.number
}
