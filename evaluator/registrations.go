package evaluator

import (
	"cmp"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// registrations are the first step of a change: what it registers and creates.
// Everything else of the change is judged after it.
type registrations struct {
	entries map[familyKey][]ChangeEntry
	// maybe are families that the change may register or not.
	maybe map[familyKey]bool
	// clusters that it creates are true, those that it may create false.
	clusters map[clusterKey]bool
	services map[createdKey]*subject
	// replaced are services that a plan deletes before it creates them again.
	replaced map[createdKey]bool
	// facts are made once for each family and shared by its operations.
	families map[familyKey]*FamilyFact
	changes  map[familyKey]*ChangeFact
}

type clusterKey struct {
	inventory *inventory
	name      string
}

type createdKey struct {
	inventory *inventory
	serviceKey
}

func newRegistrations(change *Change, subjects []*subject, inventories []*inventory, place Scope) *registrations {
	r := &registrations{
		entries: map[familyKey][]ChangeEntry{}, maybe: map[familyKey]bool{}, clusters: map[clusterKey]bool{}, services: map[createdKey]*subject{}, replaced: map[createdKey]bool{},
		families: map[familyKey]*FamilyFact{}, changes: map[familyKey]*ChangeFact{},
	}
	for _, s := range subjects {
		switch {
		case s.Stored != nil:
		case s.Action == RegisterTaskDefinition && s.Maybe:
			r.maybe[s.family()] = true
		case s.Action == RegisterTaskDefinition && s.reference.Family != "" && len(s.conflicts) == 0:
			r.entries[s.family()] = append(r.entries[s.family()], s.entry())
		case (s.Action == CreateService || s.Action == PutService) && s.scope.Service != "":
			r.services[createdKey{s.inventory, s.service()}] = s
		case s.Action == DeleteService && s.Origin == FromPlan && !s.Maybe:
			r.replaced[createdKey{s.inventory, s.service()}] = true
		}
	}
	for i, scope := range slices.Concat(change.MaybeClusters, change.Clusters) {
		inv, _ := locate(inventories, scope.fill(place))
		r.clusters[clusterKey{inv, scope.Cluster}] = i >= len(change.MaybeClusters)
	}
	return r
}

// mayCreateCluster reports whether a condition decides if the cluster is created.
func (r *registrations) mayCreateCluster(s *subject) bool {
	_, here := r.clusters[clusterKey{s.inventory, s.scope.Cluster}]
	_, somewhere := r.clusters[clusterKey{nil, s.scope.Cluster}]
	return here || somewhere
}

var maybeCreated = gap{reason: "the change creates the cluster only under a condition that is not known", byChoice: true}

// maybeRegistered is why nobody knows a family that a condition registers.
var maybeRegistered = gap{reason: "the change registers the family only under a condition, or by a default, that is not known", byChoice: true}

// entry describes the operation to others of the change.
func (s *subject) entry() ChangeEntry {
	e := ChangeEntry{Action: s.action, Stored: s.Stored != nil, File: s.File, Line: s.Line, Cluster: s.scope.Cluster, Service: s.scope.Service}
	if s.Stored != nil {
		e.Name = s.Stored.Name
	}
	return e
}

// family returns a family after the registrations. When the state does not
// know it, but this change registers it, only its status is certain.
func (r *registrations) family(key familyKey) (*FamilyFact, gap, bool) {
	if fact, ok := r.families[key]; ok {
		return fact, gap{}, true
	}
	fact := &FamilyFact{Name: key.name, Status: Inactive, Active: []int{}}
	count := len(r.entries[key])
	family := key.inventory.families[key.name]
	if family == nil || family.Extent == AskedOnly {
		if g, incomplete := key.inventory.missing(Families); incomplete {
			if count == 0 {
				return nil, g, false
			}
			fact.Status = Active
			r.families[key] = fact
			return fact, gap{}, true
		}
		family = &Family{Name: key.name}
	}
	fact.Active = family.Active.Numbers()
	for i := range count {
		fact.Active = append(fact.Active, family.latest()+1+i)
	}
	fact.Latest = family.latest() + count
	if len(fact.Active) == 0 && r.maybe[key] {
		return nil, maybeRegistered, false
	}
	if n := len(fact.Active); n > 0 {
		fact.Status, fact.LatestActive = Active, fact.Active[n-1]
	} else if fact.Latest == 0 {
		fact.Status = Missing
	}
	r.families[key] = fact
	return fact, gap{}, true
}

// registers reports whether this change registers the revision of that number.
func (r *registrations) registers(key familyKey, revision int) bool {
	latest := key.inventory.families[key.name].latest()
	return revision > latest && revision <= latest+len(r.entries[key])
}

// produced returns the number of the revision that the change produces, or 0
// when several are or the numbering is not known.
func (r *registrations) produced(key familyKey, number int) int {
	if number != 0 || key == (familyKey{}) || len(r.entries[key]) != 1 {
		return number
	}
	fact, _, known := r.family(key)
	if !known {
		return 0
	}
	return fact.LatestActive
}

// fact returns the part of facts.change that is the same for all operations of
// a family. The caller must not change it.
func (r *registrations) fact(key familyKey) *ChangeFact {
	if fact := r.changes[key]; fact != nil {
		return fact
	}
	fact := &ChangeFact{Registers: []ChangeEntry{}, Launches: []ChangeEntry{}, Followers: []ChangeEntry{}, Retires: []int{}}
	if key != (familyKey{}) {
		fact.Registers = append(fact.Registers, r.entries[key]...)
		slices.SortFunc(fact.Registers, compareEntries)
	}
	r.changes[key] = fact
	return fact
}

func compareEntries(a, b ChangeEntry) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Action, b.Action))
}

// createsCluster also takes the word of a template that does not say where it
// will be deployed.
func (r *registrations) createsCluster(s *subject) bool {
	return r.clusters[clusterKey{s.inventory, s.scope.Cluster}] || r.clusters[clusterKey{nil, s.scope.Cluster}]
}

// createdService returns the service that another operation of the change
// creates, as its other launches will find it.
func (r *registrations) createdService(s *subject) *ServiceFact {
	creator := r.services[createdKey{s.inventory, s.service()}]
	if creator == nil || creator == s {
		return nil
	}
	fact := &ServiceFact{
		Name: s.scope.Service, Status: Active, DeploymentController: cmp.Or(creator.DeploymentController, "ECS"),
		Deployments: []DeploymentFact{}, TaskSets: []TaskSetFact{}, RollbackTargets: []RevisionFact{},
	}
	if creator.DesiredCount != nil {
		fact.DesiredCount = *creator.DesiredCount
	}
	if creator.reference.Kind != reference.Absent && creator.facts.Revision != nil {
		fact.Revision = creator.facts.Revision
	}
	return fact
}
