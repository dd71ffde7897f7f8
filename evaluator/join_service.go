package evaluator

// serviceOf joins facts.service and settles what a PutService becomes. A
// service in a cluster that does not exist is no fact of its own.
func (j *joiner) serviceOf(s *subject) {
	if s.facts.Cluster != nil && (s.facts.Cluster.Status == Missing || s.facts.Cluster.Status == Inactive) {
		j.put(s, false)
		return
	}
	if g, unresolved := s.unresolvedService(); unresolved {
		s.unknown[unitService] = g
		j.put(s, false)
		return
	}
	if s.inventory == nil {
		s.unknown[unitService] = s.outside
		j.put(s, false)
		return
	}
	service := s.inventory.services[s.service()]
	j.put(s, service != nil && service.Status == Active)
	created := s.action != CreateService && (service == nil || service.Status == Inactive || service.Status == Missing)
	if created {
		if fact := j.change.createdService(s); fact != nil {
			s.facts.Service = fact
			return
		}
	}
	if s.action == CreateService && s.Origin == FromPlan && j.change.replaced[createdKey{s.inventory, s.service()}] {
		s.facts.Service = missingServiceFact(s)
		return
	}
	if service == nil {
		j.missingService(s)
		return
	}
	s.facts.Service = j.serviceFact(s, service)
}

// put turns a PutService into the request that will be sent.
func (j *joiner) put(s *subject, exists bool) {
	switch {
	case s.action != PutService:
	case exists:
		s.action = UpdateService
	default:
		s.action = CreateService
	}
}

// throughCodeDeploy turns an UpdateService into what becomes of it where the tool
// finds that CodeDeploy deploys the service: a task set, by an AppSpec.
func (s *subject) throughCodeDeploy() {
	service := s.facts.Service
	if s.action != UpdateService || s.CodeDeploy == nil || service == nil || service.Status != Active || service.DeploymentController != codeDeploy {
		return
	}
	op := *s.Operation
	op.Action, op.Stored = CreateTaskSet, op.CodeDeploy
	s.Operation, s.action = &op, CreateTaskSet
}

func (s *subject) unresolvedService() (gap, bool) {
	for _, field := range []string{"cluster", "service"} {
		if unresolved, ok := s.gap(field); ok {
			return gap{reason: "the " + field + " is not known: " + unresolved.Reason, byChoice: true}, true
		}
	}
	return gap{}, false
}

func (j *joiner) missingService(s *subject) {
	g, incomplete := s.inventory.missing(Services)
	switch {
	case incomplete:
		s.unknown[unitService] = g
	case s.action != CreateService && j.outdated(s):
		s.unknown[unitService] = j.unseenService(s)
	default:
		s.facts.Service = missingServiceFact(s)
	}
}

func missingServiceFact(s *subject) *ServiceFact {
	return &ServiceFact{
		Name: s.scope.Service, Status: Missing, DeploymentController: "ECS",
		Deployments: []DeploymentFact{}, TaskSets: []TaskSetFact{}, RollbackTargets: []RevisionFact{},
	}
}

func (j *joiner) serviceFact(s *subject, service *Service) *ServiceFact {
	fact := &ServiceFact{
		Name: service.Name, Status: service.Status, DesiredCount: service.DesiredCount,
		DeploymentController: service.DeploymentController,
		Deployments:          make([]DeploymentFact, 0, len(service.Deployments)),
		TaskSets:             make([]TaskSetFact, 0, len(service.TaskSets)),
		RollbackTargets:      make([]RevisionFact, 0, len(service.RollbackTargets)),
	}
	if current := service.current(); current != (RevisionID{}) {
		if status, g, known := s.inventory.statusOf(current); known {
			fact.Revision = &RevisionFact{Family: current.Family, Revision: current.Revision, Status: status}
		} else {
			s.unknown[unitCurrent] = g
		}
	}
	for _, d := range service.Deployments {
		fact.Deployments = append(fact.Deployments, DeploymentFact{d.Status, d.RolloutState, d.Revision.Family, d.Revision.Revision})
	}
	for _, t := range service.TaskSets {
		fact.TaskSets = append(fact.TaskSets, TaskSetFact{t.ID, t.Status, t.Revision.Family, t.Revision.Revision})
	}
	if g, incomplete := s.inventory.missing(RollbackTargets); incomplete {
		s.unknown[unitTargets] = g
	} else if reason := service.UnreadTarget(); reason != "" {
		s.unknown[unitTargets] = gap{reason: reason}
	}
	for _, r := range service.RollbackTargets {
		if status, g, known := s.inventory.statusOf(r); known {
			fact.RollbackTargets = append(fact.RollbackTargets, RevisionFact{Family: r.Family, Revision: r.Revision, Status: status})
		} else {
			s.unknown[unitTargets] = g
		}
	}
	return fact
}

// statusOf looks up a revision that something in the state runs.
func (inv *inventory) statusOf(id RevisionID) (Status, gap, bool) {
	if family := inv.families[id.Family]; family != nil {
		status, known := family.status(id.Revision)
		return status, notRead(id), known
	}
	g, incomplete := inv.missing(Families)
	return Missing, g, !incomplete
}

// current returns the service's current revision: service.taskDefinition, or,
// for an EXTERNAL service, that of its PRIMARY task set.
func (s *Service) current() RevisionID {
	if s.Revision != (RevisionID{}) {
		return s.Revision
	}
	for _, t := range s.TaskSets {
		if t.Status == "PRIMARY" {
			return t.Revision
		}
	}
	return RevisionID{}
}
