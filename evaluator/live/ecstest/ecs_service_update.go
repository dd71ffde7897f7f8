package ecstest

import (
	"github.com/ecsgate/ecsgate/evaluator"
)

// deploymentParameters lists the parameters that start a deployment (API
// reference, UpdateService: "triggers a new service deployment").
func deploymentParameters() []string {
	return []string{
		"taskDefinition", "networkConfiguration", "platformVersion", "loadBalancers", "serviceRegistries",
		"serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations", "capacityProviderStrategy",
	}
}

// updateService updates a service. Without a taskDefinition the revision is not
// looked at, so that a service on an INACTIVE one can scale (Developer Guide,
// "Deregistering an Amazon ECS task definition revision"). That the same holds
// for forceNewDeployment is not documented; here it does.
func updateService(c *call) (object, error) {
	if _, err := c.activeCluster(); err != nil {
		return nil, err
	}
	s, err := c.service()
	if err != nil {
		return nil, err
	}
	if s.Status != evaluator.Active {
		return nil, refuse("ServiceNotActiveException", "Service was not ACTIVE.")
	}
	deploys := c.deploys()
	if deploys && s.DeploymentController != "ECS" && s.DeploymentController != "" {
		return nil, controllerRefuses(s.DeploymentController)
	}
	if c.parameters.has("taskDefinition") {
		id, err := c.launchable("ClientException")
		if err != nil {
			return nil, err
		}
		s.Revision = id
	}
	if count, given := c.parameters.number("desiredCount"); given {
		s.DesiredCount = count
	}
	if deploys {
		c.deploy(s)
	}
	return object{"service": c.describedService(*s)}, nil
}

// deploys reports whether a request starts a deployment.
func (c *call) deploys() bool {
	for _, name := range deploymentParameters() {
		if c.parameters.has(name) {
			return true
		}
	}
	return c.parameters.flag("forceNewDeployment")
}

// controllerRefuses leaves deployments to who they belong to. The text for
// EXTERNAL is made after the one for CODE_DEPLOY.
func controllerRefuses(controller string) error {
	text := "Unable to update task definition on services with a " + controller + " deployment controller."
	if controller == "CODE_DEPLOY" {
		text += " Use AWS CodeDeploy to trigger a new deployment."
	}
	return refuse("InvalidParameterException", "%s", text)
}
