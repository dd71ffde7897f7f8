package evaluator

import (
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// effects are what the launches and releases of a change do, as its
// retirements find it.
type effects struct {
	// launches are those that name a revision by number, refused ones too.
	launches map[revisionKey][]ChangeEntry
	// followers are those that name a family and that nothing refuses; what is
	// stored and switched off or over does not follow it.
	followers map[familyKey][]ChangeEntry
	// services are the state's services that the change touches.
	services map[*Service]*serviceEffect
	// made are holders that the change itself makes.
	made     map[revisionKey][]ServiceHolder
	tasks    map[revisionKey][]TaskHolder
	released map[releaseKey]bool
}

type revisionKey struct {
	inventory *inventory
	RevisionID
}

type releaseKey struct {
	inventory *inventory
	HolderID
}

// serviceEffect is what becomes of a service that the change touches: deleted,
// moved, its deployments superseded, a task set added.
type serviceEffect struct {
	inventory *inventory
	deleted   bool
	// settled: the service is steady on revision, whatever it ran before.
	settled  bool
	revision RevisionID
	// named: the launch names the revision by number, so that ECS307 speaks of it.
	named bool
	// taskSet: other task sets of the service are unfinished now.
	taskSet bool
}

// newEffects reads the effects off the judged launches and releases, in the
// order of the report: the later of two updates of a service counts.
func newEffects(subjects []*subject, now time.Time) *effects {
	e := &effects{
		launches: map[revisionKey][]ChangeEntry{}, followers: map[familyKey][]ChangeEntry{},
		services: map[*Service]*serviceEffect{},
		made:     map[revisionKey][]ServiceHolder{}, tasks: map[revisionKey][]TaskHolder{},
		released: map[releaseKey]bool{},
	}
	for _, s := range subjects {
		if s.inventory != nil && s.releases() {
			e.released[releaseKey{s.inventory, *s.Releases}] = true
		}
		switch {
		case s.inventory == nil:
		case s.action.Launches():
			e.launch(s, now)
		case s.action == DeleteService && s.Stored == nil && !s.uncertain() && !s.refused():
			e.effect(s).deleted = true
		}
	}
	e.made = e.settledHolds()
	return e
}

func (e *effects) launch(s *subject, now time.Time) {
	key := revisionKey{s.inventory, s.number}
	switch {
	case s.byNumber():
		if len(s.conflicts) == 0 {
			named := revisionKey{s.inventory, RevisionID{s.reference.Family, s.reference.Revision}}
			e.launches[named] = append(e.launches[named], s.entry())
		}
	case s.reference.Kind == reference.Family:
		if !s.refused() && s.resolvable() && (s.Stored == nil || s.Stored.triggers(now)) {
			e.followers[s.family()] = append(e.followers[s.family()], s.entry())
		}
	case s.reference.Kind == reference.Absent:
		if current, starts := s.relaunches(); starts && !s.refused() {
			named := revisionKey{s.inventory, current}
			e.launches[named] = append(e.launches[named], s.entry())
		}
	}
	if s.refused() || s.Stored != nil || len(s.gaps) > 0 || s.facts.Revision == nil && s.reference.Kind != reference.Absent {
		return
	}
	switch s.action {
	case RunTask, StartTask:
		if !s.byNumber() && s.number != (RevisionID{}) {
			e.tasks[key] = append(e.tasks[key], TaskHolder{Cluster: s.scope.Cluster, Count: 1, Created: true})
		}
	case CreateService:
		e.create(s, key, HoldCurrent)
	case CreateTaskSet:
		e.create(s, key, HoldTaskSet)
		e.effect(s).taskSet = true
	case UpdateService:
		e.update(s)
	}
}

// relaunches returns the revision that an UpdateService without a reference
// starts tasks of: the current one, when it has a deployment parameter.
func (s *subject) relaunches() (RevisionID, bool) {
	service := s.facts.Service
	if s.action != UpdateService || s.Stored != nil || service == nil || service.Revision == nil || service.Status != Active {
		return RevisionID{}, false
	}
	return RevisionID{service.Revision.Family, service.Revision.Revision}, len(s.deploymentParameters()) > 0
}

// create notes a holder that the change makes. One that a launch by number
// makes is not noted: where it matters, ECS307 speaks of the launch itself.
func (e *effects) create(s *subject, key revisionKey, how Hold) {
	if s.byNumber() || s.number == (RevisionID{}) {
		return
	}
	e.made[key] = append(e.made[key], ServiceHolder{Cluster: s.scope.Cluster, Name: s.scope.Service, Hold: how, Created: true})
}

// update moves a service, or supersedes its deployments. What may not be sent,
// or what another controller than ECS would have to deploy (ECS109), is no
// certain move: the service keeps what it holds, and may hold the new revision.
func (e *effects) update(s *subject) {
	service := s.inventory.services[s.service()]
	if service == nil || service.Status != Active {
		return
	}
	if s.uncertain() || service.DeploymentController != "ECS" {
		e.create(s, revisionKey{s.inventory, s.number}, HoldCurrent)
		return
	}
	target := s.number
	if s.reference.Kind == reference.Absent {
		target = service.current()
	}
	moves := target != service.current()
	if !moves && !s.restarts() {
		return
	}
	effect := e.effect(s)
	effect.settled, effect.revision = true, target
	effect.named = moves && s.byNumber()
}

// restarts reports whether an update that names no other revision starts a
// deployment all the same. A template repeats every property of its service,
// changed or not, so that only a forced deployment is one.
func (s *subject) restarts() bool {
	if s.Origin == FromTemplate {
		return s.ForceNewDeployment
	}
	return slices.ContainsFunc(s.deploymentParameters(), func(p string) bool { return p != "taskDefinition" })
}

func (e *effects) effect(s *subject) *serviceEffect {
	service := s.inventory.services[s.service()]
	if service == nil { // created by this change: made holds what it holds
		return &serviceEffect{}
	}
	if e.services[service] == nil {
		e.services[service] = &serviceEffect{inventory: s.inventory}
	}
	return e.services[service]
}
