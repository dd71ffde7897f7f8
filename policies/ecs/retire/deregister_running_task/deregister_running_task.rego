# METADATA
# title: Standalone tasks run the revision
# description: >-
#   They go on until they stop; only new ones can not be started. Whoever starts them
#   will be refused the next time.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: existing tasks continue to run
# custom:
#   id: ECS308
#   severity: info
#   operations: [DeregisterTaskDefinition]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches: [facts.holders.tasks]
#   silent_beside: [ECS310, ECS314]
#   remediation: Find out what starts these tasks, and point it to another revision.
package ecs.retire.deregister_running_task

import data.ecs.lib.holder
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "ACTIVE"
	tasks := {text |
		some group in input.facts.holders.tasks
		group.service == ""
		text := holder.tasks(group.cluster, group.service, group.count)
	}
	count(tasks) > 0
	message := sprintf("%q is run by %s: that goes on, but nothing can start it again", [
		reference.name(input.operation.reference),
		reference.list(tasks),
	])
}
