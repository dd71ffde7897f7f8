# METADATA
# title: Something launches the deleted revision later
# description: >-
#   A rule, schedule, pipe or state machine names the revision by its number. Nothing of
#   that keeps ECS from deleting it, and a deleted revision never comes back: what names
#   it fails for ever.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
#     description: what keeps a revision from being deleted
# custom:
#   id: ECS403
#   severity: error
#   operations: [DeleteTaskDefinitions]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches:
#     - facts.holders.rules
#     - facts.holders.schedules
#     - facts.holders.pipes
#     - facts.holders.stateMachines
#   silent_beside: [ECS314, ECS401, no-op]
#   remediation: Point it to another revision, or to the family, or delete it as well.
package ecs.delete.delete_stored

import data.ecs.lib.reference
import data.ecs.lib.stored

deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	input.facts.revision.status == "INACTIVE"
	count(stored.holders) > 0
	message := sprintf("%q is launched by %s, and will be gone for ever", [
		reference.name(input.operation.reference),
		reference.list(stored.holders),
	])
}

# What is only disabled may be enabled any day, and nothing will ever run it again.
_severity := "error" if count(stored.current) > 0

_severity := "warning" if count(stored.current) == 0
