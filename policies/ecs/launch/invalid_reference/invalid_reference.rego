# METADATA
# title: No task definition can be meant by this reference
# description: >-
#   A task definition is named by family, by family:revision or by its ARN; the
#   revision is a positive number. There is no "latest" tag and no wildcard. Every
#   launch but an update must name one. A registration names the family alone: up to
#   255 letters, digits, hyphens and underscores.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
#     description: how a request names a task definition
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
#     description: what a family may be called
# custom:
#   id: ECS111
#   severity: error
#   operations:
#     - RunTask
#     - StartTask
#     - CreateService
#     - UpdateService
#     - CreateTaskSet
#     - RegisterTaskDefinition
#     - DeregisterTaskDefinition
#     - DeleteTaskDefinitions
#   references: [invalid, absent]
#   stored: both
#   needs: []
#   waivable: false
#   remediation: >-
#     Write family:revision. For the newest ACTIVE revision write the family alone,
#     where the request is a launch. Where it is a registration, too: ECS gives the number.
package ecs.launch.invalid_reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.reference.kind == "invalid"
	not _registers
	message := sprintf("%q names no task definition%s", [input.operation.reference.raw, _reason])
}

default _reason := ""

deny contains {"message": message, "field": _family} if {
	input.operation.reference.kind == "invalid"
	_registers
	message := sprintf("%q is no name of a family%s: ECS will refuse to register it", [
		input.operation.reference.raw,
		_reason,
	])
}

_registers if input.operation.action == "RegisterTaskDefinition"

# Where a file holds the task definition, the request has no place of its own for it.
default _family := "taskDefinition"

_family := "family" if "family" in input.operation.parameters

# The reason may begin with the text that the message begins with.
_reason := sprintf(": %s", [trim_prefix(
	input.operation.reference.reason,
	sprintf("%q ", [input.operation.reference.raw]),
)])

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.reference.kind == "absent"
	not _may_be_absent
	message := sprintf("%s names no task definition: ECS will refuse it%s", [input.operation.action, _answer])
}

# What it registers is new.
_may_be_absent if _registers

# An update without one keeps the service's current revision.
_may_be_absent if input.operation.action == "UpdateService"

# With this controller the task definitions are in the task sets.
_may_be_absent if {
	input.operation.action == "CreateService"
	input.operation.deploymentController == "EXTERNAL"
}

default _answer := ""

_answer := " (TaskDefinition can not be blank)" if {
	input.operation.action in {"RunTask", "StartTask", "CreateService", "CreateTaskSet"}
}
