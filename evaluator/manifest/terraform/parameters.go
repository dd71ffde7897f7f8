package terraform

import (
	"maps"
	"slices"
)

// parameters map the provider's attributes to the parameters of the ECS API that
// they become.
type parameters map[string]string

// attributes lists them, sorted.
func (p parameters) attributes() []string { return slices.Sorted(maps.Keys(p)) }

// serviceParameters are the attributes of aws_ecs_service that CreateService
// takes, by the provider's name
// (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service).
var serviceParameters = parameters{
	"name": "serviceName", "cluster": "cluster", "task_definition": "taskDefinition", "desired_count": "desiredCount",
	"launch_type": "launchType", "scheduling_strategy": "schedulingStrategy", "iam_role": "role", "tags": "tags",
	"deployment_controller": "deploymentController",
	"alarms":                "deploymentConfiguration", "deployment_circuit_breaker": "deploymentConfiguration",
	"deployment_configuration": "deploymentConfiguration", "deployment_maximum_percent": "deploymentConfiguration",
	"deployment_minimum_healthy_percent": "deploymentConfiguration",
	"availability_zone_rebalancing":      "availabilityZoneRebalancing", "capacity_provider_strategy": "capacityProviderStrategy",
	"enable_ecs_managed_tags": "enableECSManagedTags", "enable_execute_command": "enableExecuteCommand",
	"health_check_grace_period_seconds": "healthCheckGracePeriodSeconds", "load_balancer": "loadBalancers",
	"network_configuration": "networkConfiguration", "ordered_placement_strategy": "placementStrategy",
	"placement_constraints": "placementConstraints", "platform_version": "platformVersion", "propagate_tags": "propagateTags",
	"service_connect_configuration": "serviceConnectConfiguration", "service_registries": "serviceRegistries",
	"volume_configuration": "volumeConfigurations", "vpc_lattice_configurations": "vpcLatticeConfigurations",
}

// createOnly are those that no UpdateService has: the provider replaces the
// service for them, or sends another request.
var createOnly = []string{"name", "cluster", "launch_type", "scheduling_strategy", "iam_role", "tags"}

var taskSetParameters = parameters{
	"cluster": "cluster", "service": "service", "task_definition": "taskDefinition", "external_id": "externalId", "scale": "scale",
	"launch_type": "launchType", "capacity_provider_strategy": "capacityProviderStrategy", "load_balancer": "loadBalancers",
	"network_configuration": "networkConfiguration", "platform_version": "platformVersion",
	"service_registries": "serviceRegistries", "tags": "tags",
}

var taskParameters = parameters{
	"cluster": "cluster", "task_definition": "taskDefinition", "desired_count": "count", "launch_type": "launchType",
	"capacity_provider_strategy": "capacityProviderStrategy", "enable_ecs_managed_tags": "enableECSManagedTags",
	"enable_execute_command": "enableExecuteCommand", "group": "group", "network_configuration": "networkConfiguration",
	"overrides": "overrides", "placement_constraints": "placementConstraints", "placement_strategy": "placementStrategy",
	"platform_version": "platformVersion", "propagate_tags": "propagateTags", "reference_id": "referenceId",
	"started_by": "startedBy", "client_token": "clientToken", "tags": "tags",
}

// storedParameters are those of the blocks in which rules, schedules and pipes
// keep a RunTask.
var storedParameters = parameters{
	"task_definition_arn": "taskDefinition", "task_count": "count", "launch_type": "launchType", "group": "group",
	"capacity_provider_strategy": "capacityProviderStrategy", "enable_ecs_managed_tags": "enableECSManagedTags",
	"enable_execute_command": "enableExecuteCommand", "network_configuration": "networkConfiguration",
	"ordered_placement_strategy": "placementStrategy", "placement_constraint": "placementConstraints",
	"placement_constraints": "placementConstraints", "placement_strategy": "placementStrategy",
	"platform_version": "platformVersion", "propagate_tags": "propagateTags", "reference_id": "referenceId",
	"tags": "tags", "overrides": "overrides",
}

var taskDefinitionParameters = parameters{
	"family": "family", "container_definitions": "containerDefinitions", "cpu": "cpu", "memory": "memory",
	"enable_fault_injection": "enableFaultInjection", "ephemeral_storage": "ephemeralStorage",
	"execution_role_arn": "executionRoleArn", "inference_accelerator": "inferenceAccelerators", "ipc_mode": "ipcMode",
	"network_mode": "networkMode", "pid_mode": "pidMode", "placement_constraints": "placementConstraints",
	"proxy_configuration": "proxyConfiguration", "requires_compatibilities": "requiresCompatibilities",
	"runtime_platform": "runtimePlatform", "task_role_arn": "taskRoleArn", "volume": "volumes", "tags": "tags",
}
