package evaluator

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// joiner puts together the facts of each operation. It only looks things up.
type joiner struct {
	change *registrations
	// stale tells how old what is known is, and reports whether it is from a snapshot
	// that is no longer fresh.
	stale func(*inventory) (age time.Duration, stale bool)
}

// launch joins what every operation but a retirement needs to know.
func (j *joiner) launch(s *subject) {
	s.facts.Change = j.change.fact(s.family())
	j.family(s)
	j.revision(s)
	if !s.Action.Launches() && s.action != DeleteService {
		return
	}
	j.held(s)
	j.cluster(s)
	switch s.action {
	case PutService, CreateService, UpdateService, CreateTaskSet, DeleteService:
		j.serviceOf(s)
		s.throughCodeDeploy()
	}
}

// family joins facts.family: the family after the change's registrations.
func (j *joiner) family(s *subject) {
	if s.reference.Family == "" || len(s.conflicts) > 0 {
		return
	}
	if s.inventory == nil {
		s.unknown[unitFamily] = s.outside
		return
	}
	fact, g, known := j.change.family(s.family())
	switch {
	case !known:
		s.unknown[unitFamily] = g
	case fact.LatestActive == 0 && fact.Status != Active && s.reference.Kind == reference.Family && j.outdated(s):
		s.unknown[unitFamily] = j.unseenFamily(s, fact)
	default:
		s.facts.Family = fact
	}
	if read := s.inventory.families[s.reference.Family]; read != nil && read.Extent >= NewestOnly {
		s.unknown[unitActive] = gap{reason: "only the newest revisions of " + read.Name + " were read"}
	}
}

// revision joins facts.revision: the named revision, or the one that the
// reference resolves to.
func (j *joiner) revision(s *subject) {
	if !s.resolvable() {
		return
	}
	if s.reference.Kind == reference.Produced {
		s.number = RevisionID{s.reference.Family, j.change.produced(s.family(), s.reference.Revision)}
		s.facts.Revision = &RevisionFact{Family: s.reference.Family, Revision: s.number.Revision, Status: Active}
		return
	}
	family := s.facts.Family
	switch {
	case s.inventory == nil:
		s.unknown[unitRevision] = s.outside
	case family == nil:
		s.unknown[unitRevision] = s.unknown[unitFamily]
	case s.reference.Kind == reference.Family:
		j.resolveFamily(s, family)
	default:
		j.resolveNumber(s, family)
	}
}

func (j *joiner) resolveFamily(s *subject, family *FamilyFact) {
	if family.LatestActive == 0 {
		if family.Status == Active { // registered by this change, of unknown numbering
			s.facts.Revision = &RevisionFact{Family: family.Name, Status: Active}
		}
		return
	}
	s.number = RevisionID{family.Name, family.LatestActive}
	s.facts.Revision = j.revisionFact(s, s.number, Active)
}

func (j *joiner) resolveNumber(s *subject, family *FamilyFact) {
	if family.Latest == 0 && family.Status == Active { // only this change's registration is known
		s.unknown[unitRevision], _ = s.inventory.missing(Families)
		return
	}
	id := RevisionID{s.reference.Family, s.reference.Revision}
	status, known := s.inventory.families[id.Family].status(id.Revision)
	switch {
	case !known:
		s.unknown[unitRevision] = notRead(id)
		return
	case status == Missing && j.change.registers(s.family(), id.Revision):
		s.reference.Kind = reference.Produced
		status = Active
	case status == Missing && id.Revision > family.Latest && j.change.maybe[s.family()]:
		s.unknown[unitRevision] = maybeRegistered
		return
	case status == Missing && id.Revision > family.Latest && j.outdated(s):
		s.unknown[unitRevision] = j.unseenRevision(s, id, family)
		return
	}
	s.number = id
	s.facts.Revision = j.revisionFact(s, id, status)
}

// revisionFact adds the dates that the state has.
func (j *joiner) revisionFact(s *subject, id RevisionID, status Status) *RevisionFact {
	fact := &RevisionFact{Family: id.Family, Revision: id.Revision, Status: status}
	if g, incomplete := s.inventory.missing(RegisteredAt); incomplete {
		s.unknown[unitRegisteredAt] = g
	}
	family := s.inventory.families[id.Family]
	if family == nil {
		return fact
	}
	if at, ok := family.DeregisteredAt[id.Revision]; ok {
		fact.DeregisteredAt = &at
	}
	if at, ok := family.RegisteredAt[id.Revision]; ok {
		fact.RegisteredAt = &at
		delete(s.unknown, unitRegisteredAt)
	}
	return fact
}

// cluster joins facts.cluster.
func (j *joiner) cluster(s *subject) {
	if s.Origin == FromState && s.scope.Cluster == "" {
		return
	}
	switch unresolved, ok := s.gap("cluster"); {
	case ok:
		s.unknown[unitCluster] = gap{reason: "the cluster is not known: " + unresolved.Reason, byChoice: true}
	case j.change.createsCluster(s):
		s.facts.Cluster = &ClusterFact{Name: s.scope.Cluster, Status: Active}
	case s.inventory == nil:
		s.unknown[unitCluster] = s.outside
	default:
		if cluster := s.inventory.clusters[s.scope.Cluster]; cluster != nil {
			s.facts.Cluster = &ClusterFact{Name: cluster.Name, Status: cluster.Status}
		} else if g, incomplete := s.inventory.missing(Clusters); incomplete {
			s.unknown[unitCluster] = g
		} else if j.change.mayCreateCluster(s) {
			s.unknown[unitCluster] = maybeCreated
		} else {
			s.facts.Cluster = &ClusterFact{Name: s.scope.Cluster, Status: Missing}
		}
	}
}
