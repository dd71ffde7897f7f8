package ecstest

import (
	"cmp"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// createService creates a service. With the EXTERNAL controller the task
// definition is that of its task sets (API reference, CreateService).
func createService(c *call) (object, error) {
	cluster, err := c.activeCluster()
	if err != nil {
		return nil, err
	}
	s := evaluator.Service{
		Cluster:              cluster.Name,
		Name:                 c.parameters.text("serviceName"),
		Status:               evaluator.Active,
		DeploymentController: cmp.Or(c.parameters.object("deploymentController").text("type"), "ECS"),
	}
	s.DesiredCount, _ = c.parameters.number("desiredCount")
	if err := c.nameFree(s); err != nil {
		return nil, err
	}
	if s.DeploymentController != "EXTERNAL" || c.parameters.text("taskDefinition") != "" {
		if s.Revision, err = c.launchable("ClientException"); err != nil {
			return nil, err
		}
	}
	c.deploy(&s)
	c.Services = slices.DeleteFunc(slices.Clone(c.Services), func(old evaluator.Service) bool {
		return old.Cluster == s.Cluster && old.Name == s.Name
	})
	c.Services = append(c.Services, s)
	return object{"service": c.describedService(s)}, nil
}

// nameFree refuses the name of a service that is still there.
func (c *call) nameFree(s evaluator.Service) error {
	if s.Name == "" {
		return refuse("InvalidParameterException", "Service name cannot be empty.")
	}
	old := c.findService(s.Cluster, s.Name)
	switch {
	case old == nil || old.Status == evaluator.Inactive:
		return nil
	case old.Status == evaluator.Draining:
		return refuse("InvalidParameterException", "Unable to Start a service that is still Draining.")
	}
	return refuse("InvalidParameterException", "Creation of service was not idempotent.")
}

// deploy starts a deployment of the service's revision, by its controller.
func (c *call) deploy(s *evaluator.Service) {
	switch s.DeploymentController {
	case "EXTERNAL":
		return
	case "CODE_DEPLOY":
		id := "ecs-svc/" + decimalID("task set", s.Cluster, s.Name, "0", c.taskDefinitionARN(s.Revision))
		s.TaskSets = []evaluator.TaskSet{{ID: id, Status: "PRIMARY", Revision: s.Revision}}
		return
	}
	var sources []evaluator.RevisionID
	kept := []evaluator.Deployment{{Status: "PRIMARY", RolloutState: "IN_PROGRESS", Revision: s.Revision}}
	for _, d := range s.Deployments {
		d.Status = "ACTIVE"
		if d.Revision != s.Revision {
			kept = append(kept, d)
		}
		sources = append(sources, d.Revision)
	}
	s.Deployments = kept
	c.supersede(*s)
	next := ServiceDeployment{s.Cluster, s.Name, "IN_PROGRESS", c.now, s.Revision, sources}
	c.ServiceDeployments = append([]ServiceDeployment{next}, c.ServiceDeployments...)
}

// supersede stops the deployment under way: a service has one at a time.
func (c *call) supersede(s evaluator.Service) {
	c.ServiceDeployments = slices.Clone(c.ServiceDeployments)
	for i := range c.ServiceDeployments {
		d := &c.ServiceDeployments[i]
		if d.Cluster == s.Cluster && d.Service == s.Name && d.ongoing() {
			d.Status = "STOPPED"
		}
	}
}

// deleteService drains a service, or with force whatever it is scaled to.
func deleteService(c *call) (object, error) {
	s, err := c.service()
	if err != nil {
		return nil, err
	}
	if s.Status != evaluator.Active {
		return nil, refuse("ServiceNotActiveException", "Service was not ACTIVE.")
	}
	if s.DesiredCount > 0 && !c.parameters.flag("force") {
		return nil, refuse("InvalidParameterException", "The service cannot be stopped while it is scaled above 0.")
	}
	s.Status, s.DesiredCount = evaluator.Draining, 0
	// "Service revisions and deployments are deleted with the service"
	// (Developer Guide, "Service revisions").
	name, cluster := s.Name, s.Cluster
	c.ServiceDeployments = slices.DeleteFunc(slices.Clone(c.ServiceDeployments), func(d ServiceDeployment) bool {
		return d.Cluster == cluster && d.Service == name
	})
	return object{"service": c.describedService(*s)}, nil
}
