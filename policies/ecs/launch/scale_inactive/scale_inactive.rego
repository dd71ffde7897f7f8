# METADATA
# title: A service scales on a revision that is not ACTIVE
# description: >-
#   This is allowed, but the service depends on a revision that can not be named
#   again and that AWS may remove: INACTIVE revisions are not promised to outlive
#   the tasks and services that use them.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: scaling on an INACTIVE revision, and how long it stays
# custom:
#   id: ECS105
#   severity: info
#   operations: [UpdateService]
#   references: [absent]
#   needs: [facts.service, facts.service.revision]
#   remediation: Move the service to an ACTIVE revision with its next deployment.
package ecs.launch.scale_inactive

import data.ecs.lib.reference

deny contains {"message": message, "field": "service"} if {
	count(input.operation.deploymentParameters) == 0
	input.facts.service.status == "ACTIVE"
	input.facts.service.revision.status != "ACTIVE"
	message := sprintf("service %q stays on %q, which is %s: it can scale, but it can not be updated to it again", [
		input.facts.service.name,
		reference.name(input.facts.service.revision),
		input.facts.service.revision.status,
	])
}
