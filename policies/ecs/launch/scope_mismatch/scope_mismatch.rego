# METADATA
# title: The parts of a request disagree on where it goes
# description: >-
#   A request goes to one account and Region, and its ARNs can name nothing outside
#   them. Where two parts of it disagree, one of them was copied from elsewhere, and
#   no look-up can be trusted.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
#     description: ARNs of Amazon ECS resources
# custom:
#   id: ECS110
#   severity: error
#   operations:
#     - RunTask
#     - StartTask
#     - CreateService
#     - UpdateService
#     - CreateTaskSet
#     - DeregisterTaskDefinition
#     - DeleteTaskDefinitions
#     - DeleteService
#   references: [revision, family, produced, absent, unresolved, invalid]
#   origins: [request, template, plan, tool, proposal]
#   stored: both
#   needs: []
#   waivable: false
#   remediation: >-
#     Correct the ARN, or name the task definition as family:revision, which belongs
#     to the account and Region of the request.
package ecs.launch.scope_mismatch

deny contains {"message": message, "field": input.operation.conflicts[0].field} if {
	message := concat("; ", [text |
		some conflict in input.operation.conflicts
		text := sprintf("%q says %s %q, but %q says %q", [
			conflict.field,
			conflict.what,
			conflict.says,
			conflict.other,
			conflict.otherSays,
		])
	])
}
