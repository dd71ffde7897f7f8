package evaluator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Needs lists what a run over the change must know, by account and Region. What
// only a listing of the account can tell is asked for a retirement, and for
// anything else only by rules at or above run.FailOn. The run's State is not
// read: it is what the answer is for.
func (e *Evaluator) Needs(change Change, run Run) []Need {
	needs := needBuilder{}
	for i := range change.Operations {
		s := settle(&change.Operations[i], run.Target, run.Default, nil)
		n := needs.at(s.scope)
		var units []string
		for _, r := range e.rules {
			if r.mayApply(s.Operation) {
				units = append(units, r.asks(s.Operation, run.gravest(r), run.failOn())...)
			}
		}
		n.ask(s, units)
	}
	return needs.list()
}

// UnitsOf lists the units of knowledge that the rules read for any of the
// actions, sent now or later: what a run over such operations may ask for.
func (e *Evaluator) UnitsOf(failOn Severity, actions ...Action) []string {
	read := map[string]bool{}
	for _, action := range actions {
		for _, stored := range []*Stored{nil, {}} {
			op := &Operation{Action: action, Stored: stored}
			for _, r := range e.rules {
				if r.mayApply(op) {
					for _, unit := range r.asks(op, r.Severity, failOn) {
						read[unit] = true
					}
				}
			}
		}
	}
	return sortedKeys(read)
}

// asks lists the units of a rule that are worth reading for an operation. The
// gravest finding that it may give is "" when it is off.
func (r *Rule) asks(op *Operation, gravest, failOn Severity) []string {
	if op.Action.Retires() && gravest != "" || gravest.AtLeast(failOn) {
		return r.reads()
	}
	return slices.DeleteFunc(r.reads(), func(unit string) bool { return strings.HasPrefix(unit, unitHolders) })
}

// needBuilder collects needs by partition, account and Region.
type needBuilder map[Scope]*needSet

type needSet struct {
	families  map[string]*FamilyNeed
	revisions map[RevisionID]bool
	clusters  map[string]bool
	services  map[serviceKey]*ServiceNeed
	holders   map[Kind]bool
	retired   map[RevisionID]bool
}

func (b needBuilder) at(s Scope) *needSet {
	place := Scope{Partition: s.Partition, Account: s.Account, Region: s.Region}
	if b[place] == nil {
		b[place] = &needSet{
			families: map[string]*FamilyNeed{}, revisions: map[RevisionID]bool{}, clusters: map[string]bool{},
			services: map[serviceKey]*ServiceNeed{}, holders: map[Kind]bool{}, retired: map[RevisionID]bool{},
		}
	}
	return b[place]
}

// ask adds what the units mean for one operation.
func (n *needSet) ask(s *subject, units []string) {
	asked := map[string]bool{}
	for _, unit := range units {
		asked[unit] = true
	}
	n.askFamily(s, asked)
	if asked[unitHeld] && s.Held.RevisionID != (RevisionID{}) {
		n.familyNeed(s.Held.Family)
		n.revisions[s.Held.RevisionID] = true
	}
	if asked[unitCluster] || asked[unitService] {
		n.askService(s, asked)
	}
	n.askHolders(s, asked)
}

func (n *needSet) askFamily(s *subject, asked map[string]bool) {
	if s.reference.Family == "" || len(s.conflicts) > 0 || !asked[unitFamily] && !asked[unitRevision] {
		return
	}
	family := n.familyNeed(s.reference.Family)
	family.Active = family.Active || asked[unitActive] || s.Action.Retires()
	family.RegisteredAt = family.RegisteredAt || asked[unitRegisteredAt]
	if s.reference.Kind == reference.Revision {
		n.revisions[RevisionID{family.Name, s.reference.Revision}] = true
	}
}

// familyNeed is what must be known of a family, so far.
func (n *needSet) familyNeed(name string) *FamilyNeed {
	if n.families[name] == nil {
		n.families[name] = &FamilyNeed{Name: name}
	}
	return n.families[name]
}

func (n *needSet) askService(s *subject, asked map[string]bool) {
	if s.scope.Cluster == "" || !s.Action.Launches() && s.Action != DeleteService {
		return
	}
	n.clusters[s.scope.Cluster] = true
	switch s.Action {
	case PutService, CreateService, UpdateService, CreateTaskSet, DeleteService:
	default:
		return
	}
	key := s.service()
	if key.name == "" || !asked[unitService] {
		return
	}
	if n.services[key] == nil {
		n.services[key] = &ServiceNeed{Cluster: key.cluster, Name: key.name}
	}
	n.services[key].Targets = n.services[key].Targets || asked[unitTargets]
}

// holderKinds says which kinds of the state each list of holders is made of.
var holderKinds = map[string][]Kind{
	unitServices:  {Services},
	unitRollback:  {Services, RollbackTargets},
	unitTasks:     {RunningTasks},
	unitRules:     {Rules},
	unitSchedules: {Schedules},
	unitPipes:     {Pipes},
	unitMachines:  {StateMachines},
	unitStacks:    {Stacks},
	unitOwner:     {Services},
}

func (n *needSet) askHolders(s *subject, asked map[string]bool) {
	retires := s.Action.Retires() && s.resolvable() && s.reference.Revision != 0
	if !retires && s.Action != UpdateService && s.Action != PutService {
		return
	}
	for unit, kinds := range holderKinds {
		for _, kind := range kinds {
			if asked[unit] {
				n.holders[kind] = true
			}
		}
	}
	if retires {
		n.retired[RevisionID{s.reference.Family, s.reference.Revision}] = true
	}
}

func (b needBuilder) list() []Need {
	needs := make([]Need, 0, len(b))
	for place, set := range b {
		needs = append(needs, set.need(place))
	}
	slices.SortFunc(needs, func(a, b Need) int {
		return cmp.Or(cmp.Compare(a.Partition, b.Partition), cmp.Compare(a.Account, b.Account), cmp.Compare(a.Region, b.Region))
	})
	return needs
}

func (n *needSet) need(place Scope) Need {
	need := Need{
		Partition: place.Partition, Account: place.Account, Region: place.Region,
		Clusters: sortedKeys(n.clusters), Holders: sortedKeys(n.holders),
		Retired: slices.SortedFunc(maps.Keys(n.retired), compareIDs),
	}
	for _, id := range slices.SortedFunc(maps.Keys(n.revisions), compareIDs) {
		n.families[id.Family].Revisions = append(n.families[id.Family].Revisions, id.Revision)
	}
	for _, name := range slices.Sorted(maps.Keys(n.families)) {
		need.Families = append(need.Families, *n.families[name])
	}
	for _, service := range n.services {
		need.Services = append(need.Services, *service)
	}
	slices.SortFunc(need.Services, func(a, b ServiceNeed) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Name, b.Name))
	})
	return need
}

func sortedKeys[K ~string](set map[K]bool) []K { return slices.Sorted(maps.Keys(set)) }
