# METADATA
# title: The family will mean an older revision
# description: >-
#   A reference by family means the latest ACTIVE revision. When the newest is
#   deregistered it silently means an older one, for every scheduled job, update and
#   launch that names the family.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
#     description: without a revision the latest ACTIVE one is used
# custom:
#   id: ECS305
#   severity: warning
#   operations: [DeregisterTaskDefinition]
#   references: [revision, produced]
#   needs: [facts.revision, facts.family, facts.family.active]
#   wants:
#     - facts.holders.rules
#     - facts.holders.schedules
#     - facts.holders.pipes
#     - facts.holders.stateMachines
#   remediation: >-
#     If the older revision is what the family should mean, go on; else register its
#     successor first.
package ecs.retire.deregister_downgrade

import data.ecs.lib.follower
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "ACTIVE"
	not _newest_stays
	not _newer_is_active
	message := sprintf("%q is what %q means now: the name will silently mean %q, which is older%s", [
		reference.name(input.operation.reference),
		input.facts.family.name,
		sprintf("%s:%d", [input.facts.family.name, input.facts.change.latestActiveAfter]),
		_followers,
	])
}

# So much is true of the whole family, which spares a look at each of many retirements.
_newest_stays if input.facts.family.latestActive > input.facts.change.newestRetired

_newer_is_active if input.facts.family.latestActive > input.operation.reference.revision

default _followers := ""

_followers := sprintf(", for %s", [reference.list(follower.names)]) if count(follower.names) > 0
