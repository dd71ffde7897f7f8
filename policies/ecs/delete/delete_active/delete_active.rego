# METADATA
# title: A revision is to be deleted that is ACTIVE
# description: >-
#   ECS deletes only what was deregistered before. It answers with status 200 and a
#   failure in the body, so a script that looks at the exit code does not notice.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html
#     description: you must deregister a revision before you delete it
# custom:
#   id: ECS401
#   severity: error
#   operations: [DeleteTaskDefinitions]
#   references: [revision, produced]
#   needs: [facts.revision]
#   remediation: Deregister the revision first, in this change or before it.
package ecs.delete.delete_active

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "ACTIVE"
	message := sprintf("%q is ACTIVE: ECS will not delete it (%s)", [
		reference.name(input.operation.reference),
		"status 200 with a failure: The specified task definition is still in ACTIVE status.",
	])
}
