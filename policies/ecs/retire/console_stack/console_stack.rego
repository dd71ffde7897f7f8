# METADATA
# title: The console's stack of the revision stays behind
# description: >-
#   Until January 12, 2023 the console registered a revision by a CloudFormation stack of
#   its own. Who deregisters such a revision by the AWS CLI or an SDK leaves that stack
#   behind.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: the stacks of the console, and how to delete them
# custom:
#   id: ECS311
#   severity: warning
#   operations: [DeregisterTaskDefinition]
#   # A template or plan deregisters what its own stack or state holds.
#   origins: [request, tool, proposal]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches: [facts.holders.stacks]
#   silent_beside: [ECS310, ECS314]
#   remediation: >-
#     Delete the stack afterwards by hand, or delete it instead: CloudFormation then
#     deregisters the revision.
package ecs.retire.console_stack

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "ACTIVE"
	stacks := {sprintf("%q", [stack.name]) | some stack in input.facts.holders.stacks}
	count(stacks) > 0
	message := sprintf("%q was registered in the console, whose stack %s stays behind", [
		reference.name(input.operation.reference),
		reference.list(stacks),
	])
}
