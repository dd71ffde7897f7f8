# METADATA
# title: Something launches the revision later
# description: >-
#   A rule, schedule, pipe or state machine names the revision by its number. ECS
#   accepts the deregistration; the next trigger is refused, and nobody is told but by
#   a metric. Published versions and running executions of a state machine keep the
#   number for as long as they live.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: an INACTIVE revision can not run new tasks
#   - ref: https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
#     description: running executions keep the definition that they began with
# custom:
#   id: ECS301
#   severity: error
#   operations: [DeregisterTaskDefinition]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches:
#     - facts.holders.rules
#     - facts.holders.schedules
#     - facts.holders.pipes
#     - facts.holders.stateMachines
#   silent_beside: [ECS310, ECS314]
#   remediation: >-
#     Point it to another revision, or to the family, before this one goes; or keep this
#     one.
package ecs.retire.deregister_stored

import data.ecs.lib.reference
import data.ecs.lib.stored

deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	input.facts.revision.status == "ACTIVE"
	count(stored.holders) > 0
	message := sprintf("%q is launched by %s: %s", [
		reference.name(input.operation.reference),
		reference.list(stored.holders),
		_consequence,
	])
}

default _severity := "warning"

_severity := "error" if count(stored.triggers) > 0

default _consequence := "it will be refused when that is used again"

_consequence := sprintf("its next trigger will fail%s", [_silence]) if count(stored.triggers) > 0

# A state machine's execution fails for all to see.
default _silence := ""

_silence := ", and nobody is told" if count(stored.silent) > 0
