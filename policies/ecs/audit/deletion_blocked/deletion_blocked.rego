# METADATA
# title: A deletion does not end
# description: >-
#   ECS keeps a revision DELETE_IN_PROGRESS for as long as tasks, deployments or task
#   sets use it. What uses it goes on and scales; but once it lets go, the revision is
#   gone for good.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
#     description: what keeps a revision from being deleted
# custom:
#   id: ECS504
#   severity: info
#   operations: [Stand]
#   references: [revision]
#   needs: []
#   searches: [facts.holders.services, facts.holders.tasks]
#   remediation: >-
#     Move the services to another revision and let the tasks stop; register a copy first
#     if the revision is still wanted.
package ecs.audit.deletion_blocked

import data.ecs.lib.blocker
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.hold == "deletion"
	count(blocker.names) > 0
	message := sprintf("%q stays DELETE_IN_PROGRESS because it is used by %s", [
		reference.name(input.operation.reference),
		reference.list(blocker.names),
	])
}
