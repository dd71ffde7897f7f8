# METADATA
# title: A task is to run a revision that is not ACTIVE
# description: >-
#   ECS runs no new task on a revision that is INACTIVE or DELETE_IN_PROGRESS. For
#   up to 10 minutes after the deregistration it may still accept the call, so a
#   script that works today fails on its next run.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
#     description: the states of a revision
# custom:
#   id: ECS101
#   severity: error
#   operations: [RunTask, StartTask]
#   references: [revision, family]
#   needs: [facts.revision]
#   remediation: >-
#     Run an ACTIVE revision, or register a copy of this one and run that; pin the
#     image digests in the copy, because the tags may have moved.
package ecs.launch.run_task_inactive

import data.ecs.lib.answer
import data.ecs.lib.reference
import data.ecs.lib.window

deny contains {"message": message, "field": "taskDefinition"} if {
	status := input.facts.revision.status
	status in {"INACTIVE", "DELETE_IN_PROGRESS"}
	message := sprintf("%q is %s: ECS will refuse to run it%s%s", [
		reference.name(input.operation.reference),
		status,
		answer.inactive(input.operation.action, status),
		_window,
	])
}

default _window := ""

_window := window.note(input.now, input.facts.revision.deregisteredAt) if {
	input.facts.revision.status == "INACTIVE"
}
