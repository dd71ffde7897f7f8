# METADATA
# title: One of the newest revisions of its family is retired
# description: >-
#   The newest ACTIVE revisions are what people go back to when a deployment is bad.
#   A clean-up usually keeps a few of them.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: an update can not reference an INACTIVE revision
# custom:
#   id: ECS313
#   severity: info
#   operations: [DeregisterTaskDefinition]
#   origins: [proposal]
#   references: [revision, produced]
#   needs: [facts.revision, facts.family, facts.family.active]
#   silent_beside: [ECS304, ECS305]
#   parameters:
#     keep: {type: integer, meaning: how many of the newest ACTIVE revisions of a family a clean-up should leave (3)}
#   remediation: Leave the newest revisions out of the clean-up.
package ecs.retire.keep_recent

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "ACTIVE"
	not _newest_stay
	input.operation.reference.revision in _newest
	message := sprintf("%q is one of the newest %v ACTIVE revisions of %q", [
		reference.name(input.operation.reference),
		_keep,
		input.facts.family.name,
	])
}

# So much is true of the whole family, which spares a look at each of many retirements.
_newest_stay if input.facts.change.newestRetired < _newest[0]

# Only the end of the list is looked at: a family can have a million revisions.
_newest := array.slice(input.facts.family.active, size - _keep, size) if {
	size := count(input.facts.family.active)
}

default _keep := 3

# to_number refuses a text that is no number.
_keep := to_number(data.config.ECS313.keep)
