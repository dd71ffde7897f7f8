# METADATA
# title: A launch names a revision that does not exist
# description: >-
#   Revisions are numbered upwards and a number is never used again, so a number
#   above the family's latest was never registered, and one below it that can not be
#   read was deleted for good.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
#     description: how revisions are numbered
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
#     description: the states of a revision
# custom:
#   id: ECS106
#   severity: error
#   operations: [RunTask, StartTask, CreateService, UpdateService, CreateTaskSet]
#   references: [revision]
#   stored: both
#   needs: [facts.revision, facts.family]
#   remediation: >-
#     Correct the number, the account or the Region; or register the revision first,
#     in this change or before it.
package ecs.launch.revision_missing

import data.ecs.lib.answer
import data.ecs.lib.asleep
import data.ecs.lib.reference

deny contains {"message": _message, "field": "taskDefinition"} if not asleep.launch

deny contains {"message": _message, "field": "taskDefinition", "severity": "warning"} if asleep.launch

_message := message if {
	input.facts.revision.status == "MISSING"
	message := sprintf("%q %s: ECS will refuse it%s", [
		reference.name(input.operation.reference),
		_history,
		answer.not_found(input.operation.action),
	])
}

default _history := "was deleted"

_history := "was never registered, nor was its family" if {
	input.facts.family.status == "MISSING"
}

_history := sprintf("was never registered (the latest is %q)", [latest]) if {
	input.operation.reference.revision > input.facts.family.latest
	latest := sprintf("%s:%d", [input.facts.family.name, input.facts.family.latest])
}
