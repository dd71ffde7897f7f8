# METADATA
# title: The family loses its last ACTIVE revision
# description: >-
#   A family without an ACTIVE revision becomes INACTIVE, and every launch that names
#   the family is refused until somebody registers a revision again.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: when a family becomes INACTIVE
# custom:
#   id: ECS304
#   severity: error
#   operations: [DeregisterTaskDefinition]
#   references: [revision, produced]
#   needs: [facts.revision, facts.family, facts.family.active]
#   wants:
#     - facts.holders.rules
#     - facts.holders.schedules
#     - facts.holders.pipes
#     - facts.holders.stateMachines
#   silent_beside: [ECS310, ECS314]
#   remediation: Keep the newest revision ACTIVE, or register its successor first.
package ecs.retire.deregister_last_active

import data.ecs.lib.follower
import data.ecs.lib.holder
import data.ecs.lib.reference

# What the family means afterwards follows from facts.family, so that is a need.
deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	input.facts.revision.status == "ACTIVE"
	not input.facts.change.latestActiveAfter
	not _newer_goes_too
	message := sprintf("%q is the last ACTIVE revision of %q, which becomes INACTIVE%s", [
		reference.name(input.operation.reference),
		input.facts.revision.family,
		_consequence,
	])
}

# The newest of those that go carries the violation, the others do not.
_newer_goes_too if input.facts.change.newestRetired > input.operation.reference.revision

default _severity := "warning"

_severity := "error" if _fails

# Whoever plans to destroy the last one has seen it in the plan, and nothing names
# the family.
_severity := "info" if {
	input.operation.origin == "plan"
	count(_followers) == 0
}

_fails if count(follower.triggers) > 0

_fails if count(input.facts.change.followers) > 0

default _consequence := ""

_consequence := sprintf(": these name the family and %s: %s", [_when, reference.list(_followers)]) if {
	count(_followers) > 0
}

default _when := "would fail if they were used"

_when := "will fail" if _fails

_followers := follower.names | {holder.operation(launch.action, launch.file, launch.line) |
	some launch in input.facts.change.followers
}
