# METADATA
# title: A retirement names a family without a revision
# description: >-
#   Only one revision at a time can be deregistered or deleted, and it must be named.
#   There is no call that retires a family.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
#     description: you must specify a revision
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html
#     description: you must specify a revision
# custom:
#   id: ECS309
#   severity: error
#   operations: [DeregisterTaskDefinition, DeleteTaskDefinitions]
#   references: [family]
#   needs: []
#   waivable: false
#   remediation: Write family:revision, once for each revision that is meant.
package ecs.retire.deregister_needs_revision

deny contains {"message": message, "field": "taskDefinition"} if {
	answer := {
		"DeregisterTaskDefinition": "InvalidParameterException: Revision is missing",
		"DeleteTaskDefinitions": "with status 200 and a failure in the body",
	}[input.operation.action]
	message := sprintf("%q names no revision: ECS will refuse it (%s)", [input.operation.reference.raw, answer])
}
