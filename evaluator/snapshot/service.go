package snapshot

import "github.com/ecsgate/ecsgate/evaluator"

// cluster checks and converts one cluster. ECS has more statuses than the
// rules know (PROVISIONING, FAILED …); they pass through.
func (w *cluster) cluster() (evaluator.Cluster, error) {
	c := evaluator.Cluster{Name: w.Name, Status: evaluator.Status(w.Status)}
	if err := checkName("name", w.Name); err != nil {
		return c, err
	}
	if !statusPattern.MatchString(w.Status) {
		return c, refuse("status", "%s is not a status: expected capitals, such as ACTIVE", quote(w.Status))
	}
	return c, nil
}

// service checks and converts one service.
func (w *service) service() (evaluator.Service, error) {
	s := evaluator.Service{
		Cluster: w.Cluster, Name: w.Name, Status: evaluator.Status(w.Status),
		DeploymentController: w.DeploymentController, ManagedBy: w.ManagedBy, TargetsUnread: w.TargetsUnread,
	}
	if err := w.checkIdentity(); err != nil {
		return s, err
	}
	if w.DesiredCount != nil {
		s.DesiredCount = *w.DesiredCount
	}
	if err := w.revisions(&s); err != nil {
		return s, err
	}
	return s, w.checkComplete()
}

func (w *service) checkIdentity() error {
	if err := checkName("cluster", w.Cluster); err != nil {
		return err
	}
	if err := checkName("name", w.Name); err != nil {
		return err
	}
	if err := oneOf("status", w.Status, "ACTIVE", "DRAINING", "INACTIVE", "MISSING"); err != nil {
		return err
	}
	if w.DeploymentController != "" {
		if err := oneOf("deploymentController", w.DeploymentController, "ECS", "CODE_DEPLOY", "EXTERNAL"); err != nil {
			return err
		}
	}
	if w.ManagedBy != "" {
		if err := oneOf("managedBy", w.ManagedBy, "ECS"); err != nil {
			return err
		}
	}
	if w.TargetsUnread != "" {
		if err := checkText("rollbackTargetsUnread", w.TargetsUnread); err != nil {
			return err
		}
	}
	if w.DesiredCount != nil && *w.DesiredCount < 0 {
		return refuse("desiredCount", "%d is not a number of tasks", *w.DesiredCount)
	}
	return nil
}

// revisions converts everything that runs, ran or may run again.
func (w *service) revisions(s *evaluator.Service) (err error) {
	if w.Revision != "" {
		if s.Revision, err = parseRevision("revision", w.Revision); err != nil {
			return err
		}
	}
	if s.Deployments, err = each("deployments", w.Deployments, (*deployment).deployment); err != nil {
		return err
	}
	if s.TaskSets, err = each("taskSets", w.TaskSets, (*taskSet).taskSet); err != nil {
		return err
	}
	if s.Sources, err = parseRevisions("sources", w.Sources); err != nil {
		return err
	}
	s.RollbackTargets, err = parseRevisions("rollbackTargets", w.RollbackTargets)
	return err
}

// checkComplete refuses a service that runs and does not say what: its
// revision would look unused.
func (w *service) checkComplete() error {
	switch w.Status {
	case "MISSING":
		if w.DeploymentController != "" || w.ManagedBy != "" || w.DesiredCount != nil || w.Revision != "" ||
			len(w.Deployments)+len(w.TaskSets)+len(w.Sources)+len(w.RollbackTargets) > 0 || w.TargetsUnread != "" {
			return refuse("status", "a MISSING service has nothing but a cluster and a name")
		}
		return nil
	case "INACTIVE":
		return nil
	}
	switch {
	case w.DeploymentController == "":
		return refuse("", "deploymentController is missing: expected ECS, CODE_DEPLOY or EXTERNAL")
	case w.DesiredCount == nil:
		return refuse("", "desiredCount is missing")
	case w.DeploymentController == "ECS" && w.Revision == "":
		return refuse("", "revision is missing: a service that ECS deploys has one")
	case w.DeploymentController == "CODE_DEPLOY" && w.Revision == "" && len(w.TaskSets) == 0:
		return refuse("", "revision and taskSets are missing: a service that CodeDeploy deploys has one of them")
	}
	return nil
}

func (w *deployment) deployment() (evaluator.Deployment, error) {
	revision, err := parseRevision("revision", w.Revision)
	d := evaluator.Deployment{Status: w.Status, RolloutState: w.RolloutState, Revision: revision}
	if err != nil {
		return d, err
	}
	if err := oneOf("status", w.Status, "PRIMARY", "ACTIVE", "INACTIVE"); err != nil || w.RolloutState == "" {
		return d, err
	}
	return d, oneOf("rolloutState", w.RolloutState, "COMPLETED", "IN_PROGRESS", "FAILED")
}

func (w *taskSet) taskSet() (evaluator.TaskSet, error) {
	revision, err := parseRevision("revision", w.Revision)
	t := evaluator.TaskSet{ID: w.ID, Status: w.Status, Revision: revision}
	if err != nil {
		return t, err
	}
	if err := checkText("id", w.ID); err != nil {
		return t, err
	}
	return t, oneOf("status", w.Status, "PRIMARY", "ACTIVE", "DRAINING")
}
