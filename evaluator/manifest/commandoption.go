package manifest

import (
	"strings"
	"unicode"

	"github.com/ecsgate/ecsgate/evaluator"
)

// shape is how the AWS CLI reads the value of an option.
type shape uint8

const (
	textShape shape = iota
	numberShape
	switchShape
	structureShape
	// listShape takes texts, structuresShape what structureShape takes.
	listShape
	structuresShape
)

// options are those of one command: how the API spells the parameter of each,
// and its shape, by the option's name.
type options map[string]parameter

type parameter struct {
	name string
	shape
}

// The parameters of requests to ECS that are no texts, and those of the other
// services (models of botocore 1.43: service-2.json of ecs, events, scheduler,
// pipes, stepfunctions and codedeploy).
var (
	ecsShapes = shapesOf(map[shape]string{
		numberShape: `count desiredCount healthCheckGracePeriodSeconds`,
		switchShape: `enableECSManagedTags enableExecuteCommand forceNewDeployment force`,
		structureShape: `networkConfiguration overrides deploymentConfiguration deploymentController serviceConnectConfiguration
			scale proxyConfiguration ephemeralStorage runtimePlatform monitoring`,
		listShape: `taskDefinitions containerInstances requiresCompatibilities`,
		structuresShape: `capacityProviderStrategy placementConstraints placementStrategy tags volumeConfigurations loadBalancers
			serviceRegistries vpcLatticeConfigurations containerDefinitions volumes inferenceAccelerators gatewayConnectors`,
	})
	targetOptions   = optionsOf(`Rule EventBusName Targets Ids Force`, map[shape]string{structuresShape: `Targets`, listShape: `Ids`, switchShape: `Force`})
	scheduleOptions = optionsOf(`ActionAfterCompletion ClientToken Description EndDate FlexibleTimeWindow GroupName KmsKeyArn Name
		ScheduleExpression ScheduleExpressionTimezone StartDate State Target`, map[shape]string{structureShape: `FlexibleTimeWindow Target`})
	pipeOptions = optionsOf(`Description DesiredState Enrichment EnrichmentParameters KmsKeyIdentifier LogConfiguration Name RoleArn
		Source SourceParameters Tags Target TargetParameters`, map[shape]string{
		structureShape: `EnrichmentParameters LogConfiguration SourceParameters Tags TargetParameters`,
	})
	stateMachineOptions = optionsOf(`definition encryptionConfiguration loggingConfiguration name publish roleArn stateMachineArn tags
		tracingConfiguration type versionDescription`, map[shape]string{
		structureShape: `encryptionConfiguration loggingConfiguration tracingConfiguration`,
		switchShape:    `publish`, structuresShape: `tags`,
	})
	deploymentOptions = optionsOf(`applicationName deploymentGroupName revision deploymentConfigName description
		ignoreApplicationStopFailures targetInstances autoRollbackConfiguration updateOutdatedInstancesOnly fileExistsBehavior
		overrideAlarmConfiguration`, map[shape]string{
		structureShape: `revision targetInstances autoRollbackConfiguration overrideAlarmConfiguration`,
		switchShape:    `ignoreApplicationStopFailures updateOutdatedInstancesOnly`,
	})
	clusterOptions = optionsOf(`clusterName tags settings configuration capacityProviders defaultCapacityProviderStrategy
		serviceConnectDefaults`, nil)
	// deployOptions are those of "aws ecs deploy", which is no API of its own
	// (https://docs.aws.amazon.com/cli/latest/reference/ecs/deploy/).
	deployOptions = optionsOf(`service taskDefinition codedeployAppspec cluster codedeployApplication codedeployDeploymentGroup`, nil)
	ecsOptions    = func() map[evaluator.Action]options {
		all := map[evaluator.Action]options{}
		for action, set := range parameters {
			all[action] = options{}
			for name := range set {
				all[action][optionName(name)] = parameter{name, ecsShapes[name]}
			}
		}
		return all
	}()
)

func shapesOf(list map[shape]string) map[string]shape {
	shapes := map[string]shape{}
	for s, names := range list {
		for name := range namesOf(names) {
			shapes[name] = s
		}
	}
	return shapes
}

func optionsOf(names string, shapes map[shape]string) options {
	known, all := shapesOf(shapes), options{}
	for name := range namesOf(names) {
		all[optionName(name)] = parameter{name, known[name]}
	}
	return all
}

// optionName returns the option that the AWS CLI makes of a parameter:
// enableECSManagedTags is --enable-ecs-managed-tags.
func optionName(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		upper := unicode.IsUpper(r)
		if i > 0 && upper && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// globalOptions are the AWS CLI's own
// (https://docs.aws.amazon.com/cli/latest/reference/#options), and those that
// every command has beside its parameters.
var globalOptions = namesOf(`debug endpoint-url no-verify-ssl no-paginate output query profile region version color
	no-sign-request ca-bundle cli-read-timeout cli-connect-timeout cli-binary-format no-cli-pager cli-auto-prompt
	no-cli-auto-prompt v2-debug no-color cli-error-format cli-input-json cli-input-yaml generate-cli-skeleton`)

// option returns the option that a name means: itself, or the only one that it
// begins, as the AWS CLI takes it. Global tells that it is no parameter.
func (o options) option(name string) (full string, global bool) {
	if _, ok := o[name]; ok || globalOptions[name] {
		return name, !ok
	}
	if positive, ok := strings.CutPrefix(name, "no-"); ok && o[positive].shape == switchShape && o[positive].name != "" {
		return name, false
	}
	var matches []string
	for _, set := range [][]string{keys(o), keys(globalOptions)} {
		for _, candidate := range set {
			if strings.HasPrefix(candidate, name) {
				matches = append(matches, candidate)
			}
		}
	}
	if len(matches) != 1 {
		return name, false
	}
	return matches[0], globalOptions[matches[0]]
}

func keys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for name := range m {
		list = append(list, name)
	}
	return list
}
