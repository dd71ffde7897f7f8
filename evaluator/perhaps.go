package evaluator

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
