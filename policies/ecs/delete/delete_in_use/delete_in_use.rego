# METADATA
# title: The revision to delete is still in use
# description: >-
#   ECS keeps a revision DELETE_IN_PROGRESS for as long as tasks, deployments or task
#   sets use it, and removes it for good after that. A deletion can not be taken back,
#   so what is in use should be moved first.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
#     description: what keeps a revision from being deleted
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html
#     description: what a revision that is being deleted can still do
# custom:
#   id: ECS402
#   severity: error
#   operations: [DeleteTaskDefinitions]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches: [facts.holders.services, facts.holders.tasks]
#   silent_beside: [ECS314, ECS401]
#   remediation: >-
#     Move the services to another revision and let the tasks stop, then delete it.
package ecs.delete.delete_in_use

import data.ecs.lib.blocker
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "INACTIVE"
	count(blocker.names) > 0
	message := sprintf("%q is used by %s: ECS will keep it DELETE_IN_PROGRESS until that ends, and then it is gone", [
		reference.name(input.operation.reference),
		reference.list(blocker.names),
	])
}

deny contains {"message": message, "field": "taskDefinition", "severity": "info"} if {
	input.facts.revision.status == "DELETE_IN_PROGRESS"
	count(blocker.names) > 0
	message := sprintf("%q is DELETE_IN_PROGRESS already: it stays so because it is used by %s", [
		reference.name(input.operation.reference),
		reference.list(blocker.names),
	])
}
