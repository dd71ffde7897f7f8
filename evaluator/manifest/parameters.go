package manifest

import (
	"maps"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// The parameters that ecsgate itself looks at.
const (
	paramTaskDefinition       = "taskDefinition"
	paramTaskDefinitions      = "taskDefinitions"
	paramContainerDefinitions = "containerDefinitions"
	paramContainerInstances   = "containerInstances"
	paramCluster              = "cluster"
	paramService              = "service"
	paramServiceName          = "serviceName"
	paramFamily               = "family"
	paramDesiredCount         = "desiredCount"
	paramForceNewDeployment   = "forceNewDeployment"
	paramDeploymentController = "deploymentController"
	paramForce                = "force"
)

// parameterTypes are the types of the parameters that ecsgate looks at. A value
// of another type is what the AWS CLI refuses.
var parameterTypes = map[string]document.Kind{
	paramTaskDefinition:       document.String,
	paramTaskDefinitions:      document.Sequence,
	paramContainerDefinitions: document.Sequence,
	paramContainerInstances:   document.Sequence,
	paramCluster:              document.String,
	paramService:              document.String,
	paramServiceName:          document.String,
	paramFamily:               document.String,
	paramDesiredCount:         document.Number,
	paramForceNewDeployment:   document.Bool,
	paramDeploymentController: document.Mapping,
	paramForce:                document.Bool,
}

// names is a set of parameter names.
type names map[string]bool

func namesOf(list string) names {
	set := names{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// parameters are the parameters of each request, as the ECS API 2014-11-13
// spells them (model of the AWS SDK for Go v2, service/ecs v1.104.1).
var parameters = map[evaluator.Action]names{
	evaluator.RunTask: namesOf(`capacityProviderStrategy clientToken cluster count enableECSManagedTags
		enableExecuteCommand group launchType networkConfiguration overrides placementConstraints placementStrategy
		platformVersion propagateTags referenceId startedBy tags taskDefinition volumeConfigurations`),
	evaluator.StartTask: namesOf(`cluster containerInstances enableECSManagedTags enableExecuteCommand group
		networkConfiguration overrides propagateTags referenceId startedBy tags taskDefinition volumeConfigurations`),
	evaluator.CreateService: namesOf(`availabilityZoneRebalancing capacityProviderStrategy clientToken cluster
		deploymentConfiguration deploymentController desiredCount enableECSManagedTags enableExecuteCommand
		gatewayConnectors healthCheckGracePeriodSeconds launchType loadBalancers monitoring networkConfiguration
		placementConstraints placementStrategy platformVersion propagateTags role schedulingStrategy
		serviceConnectConfiguration serviceName serviceRegistries tags taskDefinition volumeConfigurations
		vpcLatticeConfigurations`),
	evaluator.UpdateService: namesOf(`availabilityZoneRebalancing capacityProviderStrategy cluster
		deploymentConfiguration deploymentController desiredCount enableECSManagedTags enableExecuteCommand
		forceNewDeployment gatewayConnectors healthCheckGracePeriodSeconds loadBalancers monitoring
		networkConfiguration placementConstraints placementStrategy platformVersion propagateTags service
		serviceConnectConfiguration serviceRegistries taskDefinition volumeConfigurations vpcLatticeConfigurations`),
	evaluator.CreateTaskSet: namesOf(`capacityProviderStrategy clientToken cluster externalId launchType loadBalancers
		networkConfiguration platformVersion scale service serviceRegistries tags taskDefinition`),
	evaluator.RegisterTaskDefinition: namesOf(`containerDefinitions cpu enableFaultInjection ephemeralStorage
		executionRoleArn family inferenceAccelerators ipcMode memory networkMode pidMode placementConstraints
		proxyConfiguration requiresCompatibilities runtimePlatform tags taskRoleArn volumes`),
	evaluator.DeregisterTaskDefinition: namesOf(`taskDefinition`),
	evaluator.DeleteTaskDefinitions:    namesOf(`taskDefinitions`),
	evaluator.DeleteService:            namesOf(`cluster force service`),
}

// Requests lists the actions that the body of a request may be for, sorted:
// what Options.Operation may be.
func Requests() []evaluator.Action {
	return slices.Sorted(maps.Keys(parameters))
}

// described are the fields that DescribeTaskDefinition adds to what was
// registered. They stay in files that people copy from its answer, and the
// tools that register those files drop them.
var described = namesOf(`compatibilities deregisteredAt registeredAt registeredBy requiresAttributes revision status
	taskDefinitionArn deleteRequestedAt`)

// spellings maps the name of every parameter, folded and as it is, to how the
// API spells it.
var spellings = func() map[string]string {
	spelling := map[string]string{}
	for _, set := range parameters {
		for name := range set {
			spelling[name], spelling[fold(name)] = name, name
		}
	}
	return spelling
}()

var unhyphened = strings.NewReplacer("-", "", "_", "")

// fold makes names equal that differ only in case, hyphens and underscores.
func fold(name string) string { return unhyphened.Replace(strings.ToLower(name)) }

// spelling returns the parameter that a name stands for, however it is spelt.
func spelling(name string) (string, bool) {
	if spelt, ok := spellings[name]; ok {
		return spelt, true
	}
	spelt, ok := spellings[fold(name)]
	return spelt, ok
}
