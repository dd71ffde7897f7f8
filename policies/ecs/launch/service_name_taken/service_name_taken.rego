# METADATA
# title: A service of this name exists already
# description: >-
#   ECS creates no service under a name that is taken: not while the service is
#   ACTIVE, unless the request repeats the one that made it, and not while it is
#   DRAINING.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
#     description: the name must be unique within a cluster
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html
#     description: how long a deleted service is DRAINING
# custom:
#   id: ECS115
#   severity: error
#   operations: [CreateService]
#   references: [revision, family, produced, absent, unresolved, invalid]
#   needs: [facts.service]
#   remediation: >-
#     Update the existing service, or choose another name. Where it is DRAINING, wait
#     until its tasks have stopped.
package ecs.launch.service_name_taken

import data.ecs.lib.holder

deny contains {"message": message, "field": "serviceName", "severity": "warning"} if {
	input.facts.service.status == "ACTIVE"
	message := sprintf("%s exists: ECS will refuse %s (%s)", [
		holder.service(input.operation.cluster, input.facts.service.name),
		"another one that differs from it",
		"InvalidParameterException: Creation of service was not idempotent.",
	])
}

deny contains {"message": message, "field": "serviceName"} if {
	input.facts.service.status == "DRAINING"
	message := sprintf("%s is DRAINING: ECS will refuse a new one of that name until its tasks have stopped (%s)", [
		holder.service(input.operation.cluster, input.facts.service.name),
		"InvalidParameterException: Unable to Start a service that is still Draining.",
	])
}
