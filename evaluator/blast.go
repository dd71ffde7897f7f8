package evaluator

import (
	"cmp"
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// countRetirements sums up what the change takes out of use, for the rules of
// scope change. Revisions that a plan or template replaces do not count. The
// gap says why the sum is not known.
func (ev *evaluation) countRetirements() (*ChangeInput, gap) {
	altered := map[revisionKey]bool{}
	touched := map[familyKey]map[int]bool{}
	var unknown gap
	for _, s := range ev.subjects {
		if !s.countsAsRetirement() {
			continue
		}
		if s.reference.Kind == reference.Unresolved {
			unknown = cmp.Or(unknown, gap{reason: "a retirement's reference is not known: " + s.reference.Reason, byChoice: true})
			continue
		}
		if g, unmet := s.unknown.unmet(unitRevision); unmet {
			unknown = cmp.Or(unknown, g)
			continue
		}
		if s.facts.Revision == nil || s.reference.Revision == 0 {
			continue
		}
		id := RevisionID{s.reference.Family, s.reference.Revision}
		switch status := s.facts.Revision.Status; {
		case s.action == DeregisterTaskDefinition && status == Active:
			if g, unmet := s.unknown.unmet(unitActive); unmet {
				unknown = cmp.Or(unknown, g)
			}
			if touched[s.family()] == nil {
				touched[s.family()] = map[int]bool{}
			}
			touched[s.family()][id.Revision] = true
			altered[revisionKey{s.inventory, id}] = true
		case s.action == DeleteTaskDefinitions && status == Inactive:
			altered[revisionKey{s.inventory, id}] = true
		}
	}
	return &ChangeInput{Operations: len(ev.subjects), Altered: len(altered), Emptied: ev.emptied(touched)}, unknown
}

func (s *subject) countsAsRetirement() bool {
	return s.action.Retires() && s.Stored == nil && !s.Context && s.Origin != FromPlan && s.Origin != FromTemplate
}

// emptied lists the families of which every ACTIVE revision is touched.
func (ev *evaluation) emptied(touched map[familyKey]map[int]bool) []string {
	names := []string{}
	for _, key := range slices.SortedFunc(maps.Keys(touched), func(a, b familyKey) int { return cmp.Compare(a.name, b.name) }) {
		family, _, known := ev.joiner.change.family(key)
		if known && !slices.ContainsFunc(family.Active, func(n int) bool { return !touched[key][n] }) {
			names = append(names, key.name)
		}
	}
	return names
}
