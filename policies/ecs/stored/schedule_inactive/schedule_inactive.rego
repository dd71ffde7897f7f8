# METADATA
# title: What is to trigger later names a dead revision
# description: >-
#   EventBridge rules, schedules and pipes are not checked when they are written.
#   When they trigger, ECS refuses the revision, and nobody is told: the failure is
#   only in a metric, in CloudTrail and in a dead-letter queue, if there is one.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
#   - ref: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
#     description: what becomes of an event that can not be delivered
# custom:
#   id: ECS201
#   severity: error
#   operations: [RunTask, StartTask, CreateService, UpdateService, CreateTaskSet]
#   references: [revision, family]
#   stored: true
#   needs: [facts.revision]
#   remediation: >-
#     Name an ACTIVE revision; or name the family, if the job shall follow every
#     registration.
package ecs.stored.schedule_inactive

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	not _judged_elsewhere
	input.facts.revision.status in {"INACTIVE", "DELETE_IN_PROGRESS"}
	message := sprintf("%q is %s: %s %q %s", [
		reference.name(input.operation.reference),
		input.facts.revision.status,
		_holder,
		input.operation.name,
		_outcome,
	])
}

# Every kind of holder is judged here that no other rule speaks of: a new kind must
# not slip through.
_judged_elsewhere if input.operation.holder in {"stateMachine", "appSpec"}

default _holder := "what stores it,"

_holder := input.operation.holder

default _severity := "error"

_severity := "warning" if _sleeps

default _outcome := "will fail at its next trigger, and nobody is told"

_outcome := "does not trigger now, but would fail if it were switched on again" if _sleeps

_sleeps if input.operation.enabled == false

_sleeps if time.parse_rfc3339_ns(input.operation.endsAt) < time.parse_rfc3339_ns(input.now)
