# METADATA
# title: The revision is protected
# description: >-
#   IAM can not protect a single revision from being deregistered, because
#   DeregisterTaskDefinition takes no resource. Families that must stay, among them
#   those that other AWS services register for themselves, are named in the
#   configuration. Those of Express services are known without it.
# related_resources:
#   - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
#     description: which actions take which resources
# custom:
#   id: ECS315
#   severity: error
#   operations: [DeregisterTaskDefinition, DeleteTaskDefinitions]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches: [facts.holders.owner]
#   silent_beside: [ECS310, ECS314, ECS401, no-op]
#   parameters:
#     families: {type: list of strings, meaning: "globs that protect a family or a family:revision (none)"}
#   remediation: >-
#     Leave it out of the change. If it is meant, take the glob out of the
#     configuration, in a change that somebody reviews.
package ecs.retire.protected

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	_retires
	count(_matching) > 0
	message := sprintf("%q is protected by %s", [reference.name(input.operation.reference), reference.list(_matching)])
}

# An Express service registers its revisions itself; nobody else can make it another.
deny contains {"message": message, "field": "taskDefinition"} if {
	_retires
	count(_matching) == 0
	owner := input.facts.holders.owner
	message := sprintf("%q belongs to the Express service %q, which registers its revisions itself", [
		reference.name(input.operation.reference),
		owner,
	])
}

_matching contains sprintf("%q", [pattern]) if {
	some pattern in _families
	some candidate in [input.facts.revision.family, reference.name(input.operation.reference)]
	glob.match(pattern, null, candidate)
}

_retires if {
	input.operation.action == "DeregisterTaskDefinition"
	input.facts.revision.status == "ACTIVE"
}

_retires if {
	input.operation.action == "DeleteTaskDefinitions"
	input.facts.revision.status in {"ACTIVE", "INACTIVE"}
}

default _families := []

# array.concat refuses what is no list: a single text would protect nothing.
_families := array.concat(data.config.ECS315.families, [])
