# METADATA
# title: A deployment that is under way needs the revision
# description: >-
#   ECS does not protect a revision that is in use. While a deployment or a task set
#   is unfinished, both the revision that it runs and the one that it came from may
#   start tasks. Going back to a deregistered revision by name is refused, and whether
#   an automatic roll-back to it works is not documented.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html
#     description: service deployments and their roll-back
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
# custom:
#   id: ECS302
#   severity: error
#   operations: [DeregisterTaskDefinition]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches: [facts.holders.services]
#   silent_beside: [ECS310, ECS314]
#   remediation: Wait until the deployment is finished, and judge again then.
package ecs.retire.deregister_in_deployment

import data.ecs.lib.holder
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "ACTIVE"
	count(_unfinished) > 0
	message := sprintf(
		concat(": ", [
			"%q is needed by %s",
			"once it is INACTIVE, going back to it by name will fail, and an automatic roll-back to it is not documented",
		]),
		[reference.name(input.operation.reference), reference.list(_unfinished)],
	)
}

_unfinished contains text if {
	some service in input.facts.holders.services
	role := {
		"deployment": "a deployment",
		"source": "the source of a deployment",
		"taskSet": "a task set",
	}[service.hold]
	text := sprintf("%s of %s", [role, holder.service(service.cluster, service.name)])
}
