# METADATA
# title: The change retires more than a clean-up should
# description: >-
#   A clean-up with a wrong filter once deregistered every task definition of an
#   account. Beyond a bound a change is refused as a whole, so that somebody looks at
#   it. Revisions that a plan replaces do not count.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: no call makes an INACTIVE revision ACTIVE again
# custom:
#   id: ECS312
#   severity: error
#   operations: [DeregisterTaskDefinition, DeleteTaskDefinitions]
#   scope: change
#   needs: [change]
#   parameters:
#     max_revisions: {type: integer, meaning: how many revisions one change may deregister or delete (100)}
#     max_families: {type: integer, meaning: how many families may lose every ACTIVE revision (10)}
#   remediation: >-
#     Check the filter that chose the revisions. If all of this is meant, split the
#     change, or raise max_revisions or max_families for it.
package ecs.retire.blast_radius

deny contains {"message": message, "field": ""} if {
	count(_excesses) > 0
	message := sprintf("the change %s", [concat(", and ", sort(_excesses))])
}

_excesses contains text if {
	input.change.altered > _max_revisions
	text := sprintf("retires %d revisions, more than %v", [input.change.altered, _max_revisions])
}

_excesses contains text if {
	count(input.change.emptied) > _max_families
	text := sprintf("takes every ACTIVE revision of %d families, more than %v, among them %s", [
		count(input.change.emptied),
		_max_families,
		concat(", ", [sprintf("%q", [name]) | some name in array.slice(input.change.emptied, 0, 10)]),
	])
}

# to_number refuses a text that is no number: any text would compare as more.

default _max_revisions := 100

_max_revisions := to_number(data.config.ECS312.max_revisions)

default _max_families := 10

_max_families := to_number(data.config.ECS312.max_families)
