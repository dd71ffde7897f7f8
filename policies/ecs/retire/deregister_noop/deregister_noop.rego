# METADATA
# title: The revision is deregistered already
# description: >-
#   Deregistering an INACTIVE revision changes nothing, and one that is being deleted
#   can not be deregistered. Often the list of what to retire is out of date.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
#     description: what deregistering does
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
#     description: the states of a revision
# custom:
#   id: ECS310
#   severity: error
#   operations: [DeregisterTaskDefinition]
#   references: [revision, produced]
#   needs: [facts.revision]
#   remediation: Take it out of the list.
package ecs.retire.deregister_noop

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition", "severity": "info"} if {
	input.facts.revision.status == "INACTIVE"
	message := sprintf("%q is INACTIVE already: deregistering it changes nothing", [
		reference.name(input.operation.reference),
	])
}

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "DELETE_IN_PROGRESS"
	message := sprintf("%q is DELETE_IN_PROGRESS: ECS will refuse to deregister it (%s)", [
		reference.name(input.operation.reference),
		"ClientException: The task definition could not be deregistered because it is in the process of being deleted.",
	])
}
