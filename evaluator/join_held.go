package evaluator

import "github.com/ecsgate/ecsgate/evaluator/reference"

// held joins facts.held: what becomes of a reference to the template's own task
// definition if that does not change.
func (j *joiner) held(s *subject) {
	id := s.Held.RevisionID
	if id == (RevisionID{}) || s.reference.Kind != reference.Produced || len(s.conflicts) > 0 {
		return
	}
	if s.inventory == nil {
		s.unknown[unitHeld] = s.outside
		return
	}
	status, g, known := s.inventory.statusOf(id)
	switch {
	case !known:
		s.unknown[unitHeld] = g
	case status == Missing && id.Revision > s.inventory.families[id.Family].latest() && j.outdated(s):
		s.unknown[unitHeld] = j.unseenHeld(s)
	default:
		s.facts.Held = &HeldFact{Stack: s.Held.Stack, Family: id.Family, Revision: id.Revision, Status: status}
	}
}
