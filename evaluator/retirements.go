package evaluator

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// retirements are what the change deregisters, family by family.
type retirements struct {
	// numbers are true where the report speaks of the retirement: the newest of these
	// carries what is said of the family.
	numbers map[familyKey]map[int]bool
	facts   map[familyKey]*ChangeFact
}

func newRetirements(subjects []*subject, besides []Retired, inventories []*inventory) *retirements {
	r := &retirements{numbers: map[familyKey]map[int]bool{}, facts: map[familyKey]*ChangeFact{}}
	for _, s := range subjects {
		if s.action != DeregisterTaskDefinition || s.Stored != nil || s.inventory == nil || !s.resolvable() || s.reference.Revision == 0 {
			continue
		}
		r.add(s.family(), s.reference.Revision, !s.Context)
	}
	for _, b := range besides {
		if inv, _ := locate(inventories, b.Scope); inv != nil {
			r.add(familyKey{inv, b.Family}, b.Revision, true)
		}
	}
	return r
}

func (r *retirements) add(key familyKey, revision int, reported bool) {
	if r.numbers[key] == nil {
		r.numbers[key] = map[int]bool{}
	}
	r.numbers[key][revision] = r.numbers[key][revision] || reported
}

// has reports whether the change deregisters a revision.
func (r *retirements) has(key familyKey, revision int) bool {
	_, retired := r.numbers[key][revision]
	return retired
}

// retire joins what a retirement needs beyond its revision and family: the
// holders that are left, the change's launches, and what becomes of the family.
func (j *joiner) retire(s *subject, e *effects, r *retirements) {
	if !s.resolvable() || s.reference.Kind == reference.Family {
		return
	}
	id := RevisionID{s.reference.Family, s.reference.Revision}
	key := s.family()
	e.holders(s, id)
	shared := r.fact(key, j, e)
	if launches := e.launches[revisionKey{s.inventory, id}]; len(launches) > 0 {
		own := *shared
		own.Launches = slices.Clone(launches)
		slices.SortFunc(own.Launches, compareEntries)
		shared = &own
	}
	s.facts.Change = shared
	if s.action == DeleteTaskDefinitions && s.facts.Revision != nil && s.facts.Revision.Status == Active && r.has(key, id.Revision) {
		deregistered := *s.facts.Revision
		deregistered.Status = Inactive
		s.facts.Revision = &deregistered
	}
}

// fact returns the family's part of facts.change after all retirements. It is
// made once for each family.
func (r *retirements) fact(key familyKey, j *joiner, e *effects) *ChangeFact {
	if fact := r.facts[key]; fact != nil {
		return fact
	}
	fact := *j.change.fact(key)
	r.facts[key] = &fact
	if key == (familyKey{}) {
		return &fact
	}
	fact.Followers = slices.Clone(orEmpty(e.followers[key]))
	slices.SortFunc(fact.Followers, compareEntries)
	for number := range r.numbers[key] {
		fact.Retires = append(fact.Retires, number)
	}
	slices.Sort(fact.Retires)
	family, _, known := j.change.family(key)
	if !known {
		return &fact
	}
	for _, number := range slices.Backward(family.Active) {
		reported, retired := r.numbers[key][number]
		if reported && fact.NewestRetired == 0 {
			fact.NewestRetired = number
		}
		if !retired && fact.LatestActiveAfter == 0 {
			fact.LatestActiveAfter = number
		}
		if fact.NewestRetired != 0 && fact.LatestActiveAfter != 0 {
			break
		}
	}
	return &fact
}
