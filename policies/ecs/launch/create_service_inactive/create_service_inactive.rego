# METADATA
# title: A service would start on a revision that is not ACTIVE
# description: >-
#   No service and no task set can be created on a revision that is INACTIVE or
#   DELETE_IN_PROGRESS. For up to 10 minutes after the deregistration ECS may still
#   accept the call; the service then can not be made again from the same file.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html
#     description: a revision that is being deleted takes no new services either
# custom:
#   id: ECS102
#   severity: error
#   operations: [CreateService, CreateTaskSet]
#   references: [revision, family]
#   needs: [facts.revision]
#   remediation: >-
#     Name an ACTIVE revision, or register a copy of this one and name that; pin the
#     image digests in the copy, because the tags may have moved.
package ecs.launch.create_service_inactive

import data.ecs.lib.answer
import data.ecs.lib.reference
import data.ecs.lib.window

deny contains {"message": message, "field": "taskDefinition"} if {
	status := input.facts.revision.status
	status in {"INACTIVE", "DELETE_IN_PROGRESS"}
	message := sprintf("%q is %s: ECS will refuse this %s%s%s", [
		reference.name(input.operation.reference),
		status,
		input.operation.action,
		answer.inactive(input.operation.action, status),
		_window,
	])
}

default _window := ""

_window := window.note(input.now, input.facts.revision.deregisteredAt) if {
	input.facts.revision.status == "INACTIVE"
}
