package evaluator

import (
	"fmt"
	"time"
)

// freshFor is how long a snapshot can speak of what time may cure: a revision
// that is not registered yet, a family without an ACTIVE revision, a service
// that does not exist yet. INACTIVE, DELETE_IN_PROGRESS and deleted never
// revert, so they are told at any age.
const freshFor = 10 * time.Minute

// outdated reports whether what is not there may be there by now. What stands in
// an account is judged as it stood when the snapshot was taken.
func (j *joiner) outdated(s *subject) bool {
	_, stale := j.stale(s.inventory)
	return s.Origin != FromState && stale
}

// misspeltOrNewer is what a name that an old snapshot does not hold can be. Nobody
// can tell which, so neither is said to be so.
const misspeltOrNewer = ": misspelt, or newer than it" + strictly

// strictly says how what was left open by choice becomes a matter of the exit code.
const strictly = " (--strict makes this exit code 3)"

// snapshot names what the operation is judged by: "the snapshot, which is 3 days
// old".
func (j *joiner) snapshot(s *subject) string {
	age, _ := j.stale(s.inventory)
	return "the snapshot, which is " + Age(age)
}

func (j *joiner) unseenService(s *subject) gap {
	return gap{reason: fmt.Sprintf("service %q of cluster %s is not in %s", s.scope.Service, s.scope.Cluster, j.snapshot(s)) + misspeltOrNewer, byChoice: true}
}

func (j *joiner) unseenFamily(s *subject, family *FamilyFact) gap {
	if family.Status == Missing {
		return gap{reason: fmt.Sprintf("family %q is not in %s", family.Name, j.snapshot(s)) + misspeltOrNewer, byChoice: true}
	}
	return gap{reason: fmt.Sprintf("family %q has no ACTIVE revision in %s: somebody may have registered one since", family.Name, j.snapshot(s)) + strictly, byChoice: true}
}

// unseenRevision says, too, which is the newest that is known: the number may have
// two digits in the wrong order.
func (j *joiner) unseenRevision(s *subject, id RevisionID, family *FamilyFact) gap {
	newest := fmt.Sprintf("has no family %q", id.Family)
	switch known := s.inventory.families[id.Family].latest(); {
	case known < family.Latest:
		newest = fmt.Sprintf("whose newest is, with what this change registers, %s:%d", id.Family, family.Latest)
	case known > 0:
		newest = fmt.Sprintf("whose newest is %s:%d", id.Family, known)
	}
	return gap{reason: fmt.Sprintf("%s:%d is not in %s and %s", id.Family, id.Revision, j.snapshot(s), newest) + misspeltOrNewer, byChoice: true}
}

// unseenHeld is about a revision that CloudFormation knows, and so no misspelling.
func (j *joiner) unseenHeld(s *subject) gap {
	return gap{reason: fmt.Sprintf("%s:%d, which stack %s holds, is not in %s", s.Held.Family, s.Held.Revision, s.Held.Stack, j.snapshot(s)), byChoice: true}
}
