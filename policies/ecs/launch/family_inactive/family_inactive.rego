# METADATA
# title: A launch names a family without an ACTIVE revision
# description: >-
#   A reference without a number means the family's latest ACTIVE revision. When
#   every revision was deregistered, or the family does not exist, it means nothing.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
#     description: without a revision the latest ACTIVE one is used
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: when a family becomes INACTIVE, and how it becomes ACTIVE again
# custom:
#   id: ECS107
#   severity: error
#   operations: [RunTask, StartTask, CreateService, UpdateService, CreateTaskSet]
#   references: [family]
#   stored: both
#   needs: [facts.family]
#   remediation: >-
#     Register a revision of the family, in this change or before it; or correct the
#     name, the account or the Region.
package ecs.launch.family_inactive

import data.ecs.lib.answer
import data.ecs.lib.asleep

deny contains {"message": _message, "field": "taskDefinition"} if not asleep.launch

deny contains {"message": _message, "field": "taskDefinition", "severity": "warning"} if asleep.launch

_message := message if {
	input.facts.family.status != "ACTIVE"
	message := sprintf("%q %s: ECS will refuse it%s", [
		input.facts.family.name,
		_lack,
		answer.not_found(input.operation.action),
	])
}

default _lack := "has no ACTIVE revision"

_lack := "is not a family in this account and Region" if input.facts.family.status == "MISSING"
