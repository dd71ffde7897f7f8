# METADATA
# title: A state machine names a dead revision
# description: >-
#   Step Functions does not check the revision when the state machine is written.
#   The state that launches it fails in every execution, and a retry repeats the same
#   request.
# related_resources:
#   - ref: https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
#     description: how a state runs a task
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
# custom:
#   id: ECS202
#   severity: error
#   operations: [RunTask, StartTask, CreateService, UpdateService, CreateTaskSet]
#   references: [revision, family]
#   stored: true
#   needs: [facts.revision]
#   remediation: >-
#     Name an ACTIVE revision in the state; or name the family, if the state shall
#     follow every registration. Running executions keep the old definition.
package ecs.stored.workflow_inactive

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	input.operation.holder == "stateMachine"
	input.facts.revision.status in {"INACTIVE", "DELETE_IN_PROGRESS"}
	message := sprintf("%q is %s: state %q %s", [
		reference.name(input.operation.reference),
		input.facts.revision.status,
		input.operation.name,
		_outcome,
	])
}

default _severity := "error"

_severity := "warning" if input.operation.enabled == false

default _outcome := "will fail in every execution"

# A published version, or an execution that keeps the definition it began with.
_outcome := "would fail if it is run" if input.operation.enabled == false
