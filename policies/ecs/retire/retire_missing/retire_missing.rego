# METADATA
# title: The revision to retire does not exist
# description: >-
#   A number that was never registered is usually a typing error, and then another
#   revision was meant. One that was deleted is retired already.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html
#     description: failures for what does not exist
# custom:
#   id: ECS314
#   severity: warning
#   operations: [DeregisterTaskDefinition, DeleteTaskDefinitions]
#   references: [revision, produced]
#   needs: [facts.revision]
#   remediation: Correct the name, the number, the account or the Region; or take it out of the list.
package ecs.retire.retire_missing

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "MISSING"
	message := sprintf("%q does not exist: there is nothing to retire", [reference.name(input.operation.reference)])
}
