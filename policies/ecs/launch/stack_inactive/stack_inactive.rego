# METADATA
# title: A stack holds a revision that is not ACTIVE
# description: >-
#   A template that names its own task definition means the revision that the stack
#   holds now, as long as the task definition does not change. Where somebody has
#   deregistered that revision by hand, CloudFormation does not notice: it names the
#   revision again in whatever else it updates, and ECS refuses that.
# related_resources:
#   - ref: https://github.com/aws/aws-cdk/issues/33195
#     description: an update of the replica count fails, because the revision of the stack is inactive
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
# custom:
#   id: ECS116
#   severity: warning
#   operations: [RunTask, StartTask, CreateService, UpdateService, CreateTaskSet]
#   references: [produced]
#   stored: both
#   needs: [facts.held]
#   remediation: >-
#     Let the template register a new revision: change something in the task definition
#     that makes CloudFormation replace it. Tags alone do not.
package ecs.launch.stack_inactive

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.held.status in {"INACTIVE", "DELETE_IN_PROGRESS", "MISSING"}
	message := sprintf("%q, which stack %q holds for %q, %s: unless the change replaces it, %s", [
		reference.name(input.facts.held),
		input.facts.held.stack,
		input.operation.reference.raw,
		_state,
		_outcome,
	])
}

default _state := "does not exist any more"

_state := sprintf("is %s", [input.facts.held.status]) if {
	input.facts.held.status in {"INACTIVE", "DELETE_IN_PROGRESS"}
}

default _outcome := "the request names it again, and ECS will refuse that"

_outcome := sprintf("%q goes on to name it, and ECS will refuse that", [input.operation.name]) if {
	input.operation.stored
}
