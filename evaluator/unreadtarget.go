package evaluator

import (
	"fmt"
	"slices"
)

// UnreadTarget says of what a service would go back to that nobody could read
// it; it is "" where that is known, or where the service launches nothing.
func (s *Service) UnreadTarget() string {
	if _, known := s.rollbackTarget(); known || s.Status != Active || s.TargetsUnread == "" {
		return ""
	}
	return fmt.Sprintf("nobody could read what service %s/%s would be rolled back to: %s", s.Cluster, s.Name, s.TargetsUnread)
}

// unreadTarget says why a revision may be what a service of its family would go
// back to once the effects are there. Nobody goes back to what is not ACTIVE.
func (e *effects) unreadTarget(inv *inventory, id RevisionID) (g gap, some bool) {
	for _, s := range inv.holders().unreadTargets[id.Family] {
		effect := e.services[s]
		gone := effect != nil && (effect.deleted || effect.settled && effect.revision != s.current())
		if !gone && id != s.current() && !inv.retired(id) {
			return gap{reason: s.UnreadTarget()}, true
		}
	}
	return gap{}, false
}

// retired reports whether a revision is known not to be ACTIVE.
func (inv *inventory) retired(id RevisionID) bool {
	status, _, known := inv.statusOf(id)
	return known && status != Active
}

// elsewhere names the services that might go back to a revision of any family,
// where something of another one than they run is retired.
func (ev *evaluation) elsewhere() []Note {
	var notes []Note
	for _, inv := range ev.inventories {
		for i := range inv.Services {
			service := &inv.Services[i]
			reason := service.UnreadTarget()
			other := func(s *subject) bool {
				return s.inventory == inv && s.action.Retires() && !s.Context && s.reference.Family != "" && !slices.Contains(service.families(), s.reference.Family)
			}
			if reason != "" && slices.ContainsFunc(ev.subjects, other) {
				notes = append(notes, Note{Message: fmt.Sprintf("in %s %s; it need not be of the family that the service runs now", inv.name(), reason)})
			}
		}
	}
	return notes
}
