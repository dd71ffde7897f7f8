package evaluator

import (
	"cmp"
	"slices"
	"time"
)

// holders joins facts.holders: what still needs a revision after the launches
// and releases of the change.
func (e *effects) holders(s *subject, id RevisionID) {
	if s.inventory == nil {
		for _, unit := range []string{unitServices, unitRollback, unitTasks, unitRules, unitSchedules, unitPipes, unitMachines, unitStacks, unitOwner} {
			s.unknown[unit] = s.outside
		}
		return
	}
	s.facts.Holders = e.holdersOf(s.inventory, id)
	for unit, kind := range map[string]Kind{
		unitServices: Services, unitRollback: RollbackTargets, unitTasks: RunningTasks, unitRules: Rules,
		unitSchedules: Schedules, unitPipes: Pipes, unitMachines: StateMachines, unitStacks: Stacks, unitOwner: Services,
	} {
		if g, incomplete := s.inventory.missing(kind); incomplete {
			s.unknown[unit] = g
		}
	}
	if g, incomplete := s.inventory.missing(Services); incomplete {
		s.unknown[unitRollback] = g
	}
	if g, some := e.unreadTarget(s.inventory, id); some && s.unknown[unitRollback] == (gap{}) {
		s.unknown[unitRollback] = g
	}
	if at := s.facts.Revision.registeredAt(); !at.IsZero() && !at.Before(lastConsoleStack) {
		delete(s.unknown, unitStacks)
	}
}

// holdersOf looks up what holds a revision once the effects are there.
func (e *effects) holdersOf(inv *inventory, id RevisionID) *Holders {
	index := inv.holders()
	h := &Holders{
		Rules:         e.targets(inv, index, RuleHolder, id),
		Schedules:     e.targets(inv, index, ScheduleHolder, id),
		Pipes:         e.targets(inv, index, PipeHolder, id),
		StateMachines: e.targets(inv, index, StateMachineHolder, id),
		Stacks:        append([]StackHolder{}, index.stacks[id]...),
		Tasks:         e.taskHolders(inv, index, id),
		Owner:         index.owners[id.Family],
	}
	h.Services, h.RollbackTargets = e.serviceHolders(inv, index, id)
	return h
}

// lastConsoleStack is when the console ceased to make a stack for each revision
// (Amazon ECS developer guide, "Deregistering a task definition revision"). Of a
// revision that was registered later nobody need look for one.
var lastConsoleStack = time.Date(2023, time.January, 12, 0, 0, 0, 0, time.UTC)

func (f *RevisionFact) registeredAt() time.Time {
	if f == nil || f.RegisteredAt == nil {
		return time.Time{}
	}
	return *f.RegisteredAt
}

// serviceHolders splits the services' holds into what runs or may run again,
// and the roll-back targets.
func (e *effects) serviceHolders(inv *inventory, index *holderIndex, id RevisionID) (services, rollback []ServiceHolder) {
	services, rollback = []ServiceHolder{}, []ServiceHolder{}
	add := func(h ServiceHolder) {
		if h.Hold == HoldRollback || h.Hold == HoldPerhaps {
			rollback = append(rollback, h)
			return
		}
		services = append(services, h)
	}
	for _, h := range index.services[id] {
		if e.services[h.service] == nil {
			add(ServiceHolder{Cluster: h.service.Cluster, Name: h.service.Name, Hold: h.hold})
		}
	}
	for _, h := range e.made[revisionKey{inv, id}] {
		add(h)
	}
	for _, list := range [][]ServiceHolder{services, rollback} {
		slices.SortFunc(list, func(a, b ServiceHolder) int {
			return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Hold, b.Hold))
		})
	}
	return services, rollback
}

// taskHolders leaves out the tasks of a service that the change takes away:
// its roll-out stops them.
func (e *effects) taskHolders(inv *inventory, index *holderIndex, id RevisionID) []TaskHolder {
	tasks := []TaskHolder{}
	for _, t := range index.tasks[id] {
		effect := e.services[inv.services[serviceKey{t.Cluster, t.Service}]]
		if effect != nil && (effect.deleted || effect.settled && effect.revision != id) {
			continue
		}
		tasks = append(tasks, TaskHolder{Cluster: t.Cluster, Service: t.Service, Count: t.Count})
	}
	tasks = append(tasks, e.tasks[revisionKey{inv, id}]...)
	slices.SortFunc(tasks, func(a, b TaskHolder) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Service, b.Service))
	})
	return tasks
}

// targets lists what of a kind names the revision by number, or its family.
func (e *effects) targets(inv *inventory, index *holderIndex, kind HolderKind, id RevisionID) []TargetHolder {
	targets := []TargetHolder{}
	names := []RevisionID{{Family: id.Family}}
	if id.Revision != 0 {
		names = []RevisionID{id, {Family: id.Family}}
	}
	for _, name := range names {
		for _, t := range index.targets[kind][name] {
			if t.Via == "" && e.released[releaseKey{inv, HolderID{kind, t.Name}}] {
				continue
			}
			targets = append(targets, TargetHolder{Name: t.Name, Cluster: t.Cluster, Family: id.Family, Revision: name.Revision, Enabled: t.Enabled, Via: t.Via})
		}
	}
	return targets
}
