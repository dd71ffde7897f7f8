package evaluator

import (
	"iter"
	"slices"
)

// held is one revision that a service holds, and how.
type held struct {
	revision RevisionID
	hold     Hold
}

// holds lists what a service holds as it stands: a revision once for each way.
//
// While a deployment runs, ECS may relaunch, scale or return to either of its
// ends; afterwards the last successful revision is what a roll-back goes to
// (Amazon ECS developer guide, service deployments and service revisions).
func (s *Service) holds() []held {
	switch s.Status {
	case Inactive, Missing:
		return nil
	case Draining:
		return hold(HoldDraining, s.runs())
	}
	var list []held
	switch {
	case len(s.TaskSets) > 1 || len(s.TaskSets) == 1 && (s.TaskSets[0].Status != "PRIMARY" || s.deploying()):
		list = s.unfinished()
	case s.deploying():
		list = s.ends()
	default:
		list = hold(HoldCurrent, s.runs())
	}
	return s.withRollbackTarget(list)
}

// withRollbackTarget adds the last successful revision, unless it is held
// already. Who stops a deployment goes back to it, too, and it need not be the one
// that the deployment came from (StopServiceDeployment, Amazon ECS API reference).
func (s *Service) withRollbackTarget(list []held) []held {
	target, ok := s.rollbackTarget()
	if !ok || slices.ContainsFunc(list, func(h held) bool { return h.revision == target }) {
		return list
	}
	return append(list, held{target, HoldRollback})
}

// unfinished lists the revisions of task sets of which none is the last word,
// and of the deployment beside them.
func (s *Service) unfinished() []held {
	list := hold(HoldTaskSet, s.taskSetRevisions())
	if s.deploying() {
		list = append(list, s.ends()...)
	}
	return list
}

// ends lists what a running deployment runs and what it came from.
func (s *Service) ends() []held {
	runs := s.deployed()
	from := slices.DeleteFunc(slices.Clone(s.Sources), func(source RevisionID) bool { return slices.Contains(runs, source) })
	return append(hold(HoldDeployment, runs), hold(HoldSource, from)...)
}

// deploying reports whether a deployment runs: it has a source; one is
// IN_PROGRESS; or there
// are several and not all of them say COMPLETED (rolloutState is absent for
// some controllers and behind a Classic Load Balancer).
func (s *Service) deploying() bool {
	if len(s.Sources) > 0 {
		return true
	}
	unfinished := 0
	for _, d := range s.Deployments {
		if d.RolloutState == "IN_PROGRESS" {
			return true
		}
		if d.RolloutState != "COMPLETED" {
			unfinished++
		}
	}
	return len(s.Deployments) > 1 && unfinished > 0
}

// rollbackTarget is the last successful revision that differs from the current
// one.
func (s *Service) rollbackTarget() (RevisionID, bool) {
	for _, target := range s.RollbackTargets {
		if target != s.current() {
			return target, true
		}
	}
	return RevisionID{}, false
}

// deployed lists the revisions of the service and of its deployments.
func (s *Service) deployed() []RevisionID {
	revisions := []RevisionID{s.Revision}
	for _, d := range s.Deployments {
		revisions = append(revisions, d.Revision)
	}
	return distinct(revisions)
}

func (s *Service) taskSetRevisions() []RevisionID {
	var revisions []RevisionID
	for _, t := range s.TaskSets {
		revisions = append(revisions, t.Revision)
	}
	return distinct(revisions)
}

// runs lists every revision that the service runs.
func (s *Service) runs() []RevisionID {
	return distinct(append(s.deployed(), s.taskSetRevisions()...))
}

// families lists the families of what the service runs.
func (s *Service) families() []string {
	var names []string
	for _, id := range s.runs() {
		if !slices.Contains(names, id.Family) {
			names = append(names, id.Family)
		}
	}
	return names
}

// distinct drops zero values and repetitions, keeping the order.
func distinct(revisions []RevisionID) []RevisionID {
	var kept []RevisionID
	for _, r := range revisions {
		if r != (RevisionID{}) && !slices.Contains(kept, r) {
			kept = append(kept, r)
		}
	}
	return kept
}

func hold(how Hold, revisions []RevisionID) []held {
	list := make([]held, 0, len(revisions))
	for _, r := range revisions {
		list = append(list, held{r, how})
	}
	return list
}

// Holds lists the revisions that a service needs as it stands, and how.
func (s *Service) Holds() iter.Seq2[RevisionID, Hold] {
	return func(yield func(RevisionID, Hold) bool) {
		for _, h := range s.holds() {
			if !yield(h.revision, h.hold) {
				return
			}
		}
	}
}
