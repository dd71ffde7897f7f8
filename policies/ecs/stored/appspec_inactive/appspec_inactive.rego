# METADATA
# title: An AppSpec names a dead revision
# description: >-
#   CodeDeploy creates the replacement task set from the revision in the AppSpec.
#   With one that is not ACTIVE the deployment fails there, and so does every attempt
#   to go back by deploying an old AppSpec again.
# related_resources:
#   - ref: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
#     description: the task definition in an AppSpec
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
# custom:
#   id: ECS203
#   severity: error
#   operations: [RunTask, StartTask, CreateService, UpdateService, CreateTaskSet]
#   references: [revision, family]
#   stored: true
#   needs: [facts.revision]
#   remediation: >-
#     Name an ACTIVE revision, or register a copy of this one (pin the image digests in
#     it) and name that.
package ecs.stored.appspec_inactive

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.holder == "appSpec"
	input.facts.revision.status in {"INACTIVE", "DELETE_IN_PROGRESS"}
	message := sprintf("%q is %s: the CodeDeploy deployment will fail at its replacement task set%s", [
		reference.name(input.operation.reference),
		input.facts.revision.status,
		_answer,
	])
}

default _answer := ""

_answer := concat("", [
	" (The ECS service cannot be updated due to an unexpected error:",
	" TaskDefinition is inactive)",
]) if {
	input.facts.revision.status == "INACTIVE"
}
