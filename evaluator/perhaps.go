package evaluator

import "fmt"

// perhaps lists what a service may go back to although nobody can read it: the
// ACTIVE revision before the one that it runs. ECS lists what a service was
// deployed with only for its own controller, and only since October 25, 2024
// (ListServiceDeployments, Amazon ECS API reference); CodeDeploy lists its own
// deployments; what an EXTERNAL controller would redeploy is its own to know.
// Where the roll-back targets were not read, that is said instead.
func (inv *inventory) perhaps(s *Service) []RevisionID {
	if s.Status != Active || s.TargetsUnread != "" || !inv.Coverage[RollbackTargets].Complete {
		return nil
	}
	var before []RevisionID
	for _, h := range s.holds() {
		if h.hold != HoldCurrent { // what it goes back to is known
			return nil
		}
		if family := inv.families[h.revision.Family]; family != nil {
			if n := family.Active.Below(h.revision.Revision); n > 0 {
				before = append(before, RevisionID{h.revision.Family, n})
			}
		}
	}
	return distinct(before)
}

// UnreadTarget says of what a service would go back to that nobody could read
// it; it is "" where that is known, or where the service launches nothing.
func (s *Service) UnreadTarget() string {
	if _, known := s.rollbackTarget(); known || s.Status != Active || s.TargetsUnread == "" {
		return ""
	}
	return fmt.Sprintf("nobody could read what service %s/%s would be rolled back to: %s", s.Cluster, s.Name, s.TargetsUnread)
}

// unreadTarget says why an older revision of the family may be what a service
// would go back to once the effects are there.
func (e *effects) unreadTarget(index *holderIndex, id RevisionID) (g gap, some bool) {
	for _, s := range index.unreadTargets[id.Family] {
		effect := e.services[s]
		gone := effect != nil && (effect.deleted || effect.settled && effect.revision != s.current())
		if !gone && id != s.current() {
			return gap{reason: s.UnreadTarget()}, true
		}
	}
	return gap{}, false
}
