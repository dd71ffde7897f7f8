# METADATA
# title: The console's stack of a revision was left behind
# description: >-
#   Until January 12, 2023 the console registered a revision by a CloudFormation stack of
#   its own. The revision was deregistered without it, and the stack does nothing any
#   more but count against a quota and puzzle people.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: the stacks of the console, and how to delete them
# custom:
#   id: ECS503
#   severity: info
#   operations: [Stand]
#   references: [revision]
#   needs: [facts.revision]
#   remediation: Delete the stack in CloudFormation.
package ecs.audit.stack_left_behind

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.hold == "stack"
	input.facts.revision.status != "ACTIVE"
	message := sprintf("%q is %s, and the console's stack of it is still there: %q", [
		reference.name(input.operation.reference),
		input.facts.revision.status,
		input.operation.name,
	])
}
