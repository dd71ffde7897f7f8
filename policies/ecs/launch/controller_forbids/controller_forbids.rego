# METADATA
# title: The deployment controller forbids this request
# description: >-
#   A service whose deployments CodeDeploy or an external controller makes refuses
#   every UpdateService that would start a deployment, whatever the revision. How a
#   service is handed over to ECS the developer guide describes, and the API reference
#   does not: that is a warning. Task sets belong only to services that ECS does not
#   deploy itself.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
#     description: what can be updated with each deployment controller
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/migrate-code-deploy-to-ecs-blue-green.html
#     description: how a service moves from CodeDeploy to ECS
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html
#     description: task sets are for the EXTERNAL deployment controller
# custom:
#   id: ECS109
#   severity: error
#   operations: [UpdateService, CreateTaskSet]
#   references: [revision, family, produced, absent, unresolved, invalid]
#   needs: [facts.service]
#   remediation: >-
#     With CODE_DEPLOY start a CodeDeploy deployment whose AppSpec names the revision;
#     with EXTERNAL create a task set; with ECS use UpdateService.
package ecs.launch.controller_forbids

import data.ecs.lib.reference

# Updates that start a deployment.

deny contains {"message": message, "field": _field, "severity": _severity} if {
	_deploys_itself
	input.facts.service.deploymentController in {"CODE_DEPLOY", "EXTERNAL"}
	message := sprintf("service %q has the deployment controller %s: %s %s%s", [
		input.facts.service.name,
		input.facts.service.deploymentController,
		_verdict,
		reference.list([sprintf("%q", [name]) | some name in input.operation.deploymentParameters]),
		_answer,
	])
}

_deploys_itself if {
	input.operation.action == "UpdateService"
	input.facts.service.status == "ACTIVE"
	count(input.operation.deploymentParameters) > 0
}

# ECS takes the service over, and deploys it itself from then on.
_taken_over if {
	"deploymentController" in input.operation.deploymentParameters
	"ECS" in {input.operation.deploymentController, _requested}
}

default _requested := ""

_requested := input.operation.request.deploymentController.type

default _field := "taskDefinition"

_field := input.operation.deploymentParameters[0] if {
	not "taskDefinition" in input.operation.deploymentParameters
}

default _severity := "error"

# A template or tool sends this only if something differs, and may not send it all.
_severity := "warning" if input.operation.origin in {"template", "tool"}

_severity := "warning" if _only_undocumented

_only_undocumented if _taken_over

_only_undocumented if {
	count(input.operation.undocumentedParameters) == count(input.operation.deploymentParameters)
}

default _verdict := "ECS will refuse"

_verdict := "it is not documented whether ECS accepts" if _only_undocumented

default _answer := ""

# This text is about task definitions only.
_answer := concat("", [
	" (InvalidParameterException: Unable to update task definition on services with a",
	" CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.)",
]) if {
	input.facts.service.deploymentController == "CODE_DEPLOY"
	_field == "taskDefinition"
}

# Task sets.

deny contains {"message": message, "field": "service"} if {
	_adds_task_set
	input.facts.service.deploymentController == "ECS"
	message := sprintf(
		"service %q has the deployment controller ECS: ECS will refuse a task set",
		[input.facts.service.name],
	)
}

deny contains {"message": message, "field": "service", "severity": "warning"} if {
	_adds_task_set
	input.facts.service.deploymentController == "CODE_DEPLOY"
	message := sprintf(
		"service %q has the deployment controller CODE_DEPLOY: task sets of others than CodeDeploy are not documented",
		[input.facts.service.name],
	)
}

_adds_task_set if {
	input.operation.action == "CreateTaskSet"
	input.facts.service.status == "ACTIVE"
}
