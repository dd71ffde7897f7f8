# METADATA
# title: No task definition can be meant by this reference
# description: >-
#   A task definition is named by family, by family:revision or by its ARN; the
#   revision is a positive number. There is no "latest" tag and no wildcard. Every
#   launch but an update must name one.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
#     description: how a request names a task definition
# custom:
#   id: ECS111
#   severity: error
#   operations:
#     - RunTask
#     - StartTask
#     - CreateService
#     - UpdateService
#     - CreateTaskSet
#     - DeregisterTaskDefinition
#     - DeleteTaskDefinitions
#   references: [invalid, absent]
#   stored: both
#   needs: []
#   remediation: >-
#     Write family:revision. For the newest ACTIVE revision write the family alone,
#     where the request is a launch.
package ecs.launch.invalid_reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.reference.kind == "invalid"
	message := sprintf("%q names no task definition%s", [input.operation.reference.raw, _reason])
}

default _reason := ""

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
