package evaluator

import (
	"fmt"
	"slices"
	"strings"
)

// earlyRetirements speaks of deregistrations that are sent before the family's
// next revision is registered: in between a launch that names the family is
// refused. Nobody feels that where another revision is ACTIVE, or where nothing
// names the family.
func (ev *evaluation) earlyRetirements() []Note {
	var notes []Note
	for _, s := range ev.subjects {
		if s.Early == nil || s.Context || ev.staysActive(s) {
			continue
		}
		names, known := s.namingFamily()
		if known && len(names) == 0 {
			continue
		}
		note := *s.Early
		if len(names) > 0 {
			note.Message += fmt.Sprintf("; %q is named by %s", s.reference.Family, strings.Join(names, ", "))
		}
		notes = append(notes, note)
	}
	return notes
}

// staysActive reports whether the family has an ACTIVE revision of before the
// change that the change does not retire.
func (ev *evaluation) staysActive(s *subject) bool {
	if s.inventory == nil {
		return false
	}
	family := s.inventory.families[s.reference.Family]
	if family == nil {
		return false
	}
	return slices.ContainsFunc(family.Active.Numbers(), func(n int) bool { return !ev.retirements.has(s.family(), n) })
}

// namingFamily lists what launches the newest revision of the family by itself,
// and whether all of that is known.
func (s *subject) namingFamily() (names []string, known bool) {
	if s.facts.Holders == nil {
		return nil, false
	}
	for _, h := range s.facts.Holders.List(true) {
		if !h.Pinned && h.Hurts == HurtsAtTrigger {
			names = append(names, fmt.Sprintf("%s %q", h.Kind, h.Name))
		}
	}
	known = true
	for _, unit := range []string{unitRules, unitSchedules, unitPipes, unitMachines} {
		_, unread := s.unknown[unit]
		known = known && !unread
	}
	return names, known
}
