package evaluator

import "slices"

// What a parameter of UpdateService does (Amazon ECS API reference,
// UpdateService: each parameter's text says whether it triggers a deployment).
type parameterEffect int

const (
	// undocumented: AWS does not say; it counts as starting a deployment.
	undocumented parameterEffect = iota
	startsDeployment
	startsNothing
)

// updateParameters also holds the four of which AWS's text is silent but whose
// effect is settled: healthCheckGracePeriodSeconds and
// availabilityZoneRebalancing start none, deploymentController and
// capacityProviderStrategy do.
var updateParameters = map[string]parameterEffect{
	"taskDefinition": startsDeployment, "networkConfiguration": startsDeployment, "platformVersion": startsDeployment,
	"loadBalancers": startsDeployment, "serviceRegistries": startsDeployment, "serviceConnectConfiguration": startsDeployment,
	"volumeConfigurations": startsDeployment, "vpcLatticeConfigurations": startsDeployment, "forceNewDeployment": startsDeployment,
	"capacityProviderStrategy": startsDeployment, "deploymentController": startsDeployment,

	"cluster": startsNothing, "service": startsNothing, "desiredCount": startsNothing, "deploymentConfiguration": startsNothing,
	"placementConstraints": startsNothing, "placementStrategy": startsNothing, "enableExecuteCommand": startsNothing,
	"enableECSManagedTags": startsNothing, "propagateTags": startsNothing, "healthCheckGracePeriodSeconds": startsNothing,
	"availabilityZoneRebalancing": startsNothing,
}

// notSent reports whether a declared service's property stays out of the update
// that its tool sends.
func (s *subject) notSent(parameter string) bool {
	if parameter == "deploymentController" && s.facts.Service != nil {
		return s.DeploymentController == s.facts.Service.DeploymentController
	}
	return slices.Contains(createOnly, parameter)
}

// createOnly are parameters of CreateService that a declared service may carry
// and that no UpdateService takes along.
var createOnly = []string{"serviceName", "launchType", "schedulingStrategy", "role", "tags", "clientToken"}

// deploymentParameters lists the parameters of an UpdateService that start a
// deployment. forceNewDeployment does only when it is true.
func (s *subject) deploymentParameters() []string {
	starting := []string{}
	if s.action != UpdateService {
		return starting
	}
	for _, p := range s.Parameters {
		switch {
		case updateParameters[p] == startsNothing, p == "forceNewDeployment" && !s.ForceNewDeployment:
		case s.Action == PutService && s.notSent(p):
		default:
			starting = append(starting, p)
		}
	}
	return starting
}

// undocumentedParameters lists those of which AWS does not say what they do.
func undocumentedParameters(starting []string) []string {
	unsaid := []string{}
	for _, p := range starting {
		if updateParameters[p] == undocumented {
			unsaid = append(unsaid, p)
		}
	}
	return unsaid
}

// input describes the operation to the rules.
func (s *subject) input() *OperationInput {
	starting := s.deploymentParameters()
	in := &OperationInput{
		Action: s.action, Stored: s.Stored != nil, Origin: s.Origin, Kind: s.Kind, File: s.File, Line: s.Line,
		Enabled: true, Scope: s.scope, Reference: s.reference, DesiredCount: s.DesiredCount,
		ForceNewDeployment: s.ForceNewDeployment, DeploymentController: s.DeploymentController,
		Parameters: orEmpty(s.Parameters), DeploymentParameters: starting,
		UndocumentedParameters: undocumentedParameters(starting), Conflicts: s.conflicts, Unbounded: s.Unbounded, Request: s.Request,
	}
	if in.Request == nil {
		in.Request = map[string]any{}
	}
	if s.Stored != nil {
		in.Name, in.Holder, in.Enabled = s.Stored.Name, s.Stored.Holder, s.Stored.Enabled
		if !s.Stored.EndsAt.IsZero() {
			in.EndsAt = &s.Stored.EndsAt
		}
	}
	if s.Stands != nil {
		in.Name, in.Hold = s.Stands.Name, s.Stands.Hold
	}
	return in
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
