# METADATA
# title: A redeployment keeps a revision that is not ACTIVE
# description: >-
#   The request names no task definition but has a parameter that starts a
#   deployment, so ECS would start new tasks of the service's current revision in a
#   new deployment. AWS promises only that such a service can change its desired
#   count; whether a new deployment works is not documented.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
#     description: which parameters start a deployment
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what services on an INACTIVE revision can still do
# custom:
#   id: ECS104
#   severity: warning
#   operations: [UpdateService]
#   references: [absent]
#   needs: [facts.service, facts.service.revision]
#   silent_beside: [ECS109]
#   remediation: >-
#     Name an ACTIVE revision in the same request; where there is none, register a
#     copy of the current one (pin the image digests in it).
package ecs.launch.redeploy_inactive

import data.ecs.lib.reference

deny contains {"message": message, "field": input.operation.deploymentParameters[0]} if {
	input.facts.service.status == "ACTIVE"
	input.facts.service.revision.status != "ACTIVE"
	message := sprintf("%q %s a deployment of %q, which is %s: that this works is not documented", [
		input.operation.deploymentParameters[0],
		_starts,
		reference.name(input.facts.service.revision),
		input.facts.service.revision.status,
	])
}

default _starts := "starts"

_starts := "may start" if input.operation.deploymentParameters[0] in input.operation.undocumentedParameters
