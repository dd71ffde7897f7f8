# METADATA
# title: A job stays pinned to the revision that a service leaves
# description: >-
#   The update moves the service to another revision, but a rule, schedule, pipe or
#   state machine goes on launching the old one. Whoever cleans up after the
#   deployment breaks that job.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: deregistration does not look at what names the revision
# custom:
#   id: ECS205
#   severity: info
#   operations: [UpdateService]
#   references: [revision, family, produced]
#   needs: [facts.service, facts.service.revision]
#   searches:
#     - facts.holders.rules
#     - facts.holders.schedules
#     - facts.holders.pipes
#     - facts.holders.stateMachines
#   silent_beside: [refusal]
#   remediation: >-
#     Point the job to the new revision as well, or keep the old one ACTIVE for as long
#     as the job shall run it.
package ecs.stored.schedule_left_behind

import data.ecs.lib.reference

# The holders are there only where the update moves the service.
deny contains {"message": message, "field": "taskDefinition"} if {
	count(_pinned) > 0
	message := sprintf("%q, which service %q leaves, is still launched by %s", [
		reference.name(input.facts.service.revision),
		input.facts.service.name,
		reference.list(_pinned),
	])
}

_pinned contains sprintf("rule %q", [target.name]) if {
	some target in input.facts.holders.rules
	target.enabled
	target.revision
}

_pinned contains sprintf("schedule %q", [target.name]) if {
	some target in input.facts.holders.schedules
	target.enabled
	target.revision
}

_pinned contains sprintf("pipe %q", [target.name]) if {
	some target in input.facts.holders.pipes
	target.enabled
	target.revision
}

_pinned contains sprintf("state machine %q", [target.name]) if {
	some target in input.facts.holders.stateMachines
	target.enabled
	target.revision
}
