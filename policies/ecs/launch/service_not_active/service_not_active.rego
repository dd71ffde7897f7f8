# METADATA
# title: The service to update is not ACTIVE
# description: >-
#   Only an ACTIVE service takes updates and task sets. A DRAINING one was deleted
#   and waits for its tasks; an INACTIVE one is gone but for its name.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
#     description: the errors of UpdateService
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html
#     description: what becomes of a deleted service
# custom:
#   id: ECS108
#   severity: error
#   operations: [UpdateService, CreateTaskSet]
#   references: [revision, family, produced, absent, unresolved, invalid]
#   needs: [facts.service]
#   remediation: >-
#     Create the service first, in this change or before it; or correct its name, the
#     cluster, the account or the Region.
package ecs.launch.service_not_active

import data.ecs.lib.holder

deny contains {"message": message, "field": "service"} if {
	input.facts.service.status != "ACTIVE"
	message := sprintf("%s %s", [
		holder.service(input.operation.cluster, input.facts.service.name),
		_lack,
	])
}

default _lack := "is not ACTIVE: ECS will refuse this (ServiceNotActiveException)"

_lack := "is DRAINING: it was deleted, and ECS will refuse this (ServiceNotActiveException)" if {
	input.facts.service.status == "DRAINING"
}

_lack := "does not exist: ECS will refuse this (ServiceNotFoundException)" if {
	input.facts.service.status == "MISSING"
}
