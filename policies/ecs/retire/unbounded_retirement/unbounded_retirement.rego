# METADATA
# title: A loop retires the revisions of every family
# description: >-
#   A list of task definitions that no family bounds holds those of every team and
#   every service in the account and Region. What retires all of it leaves no ACTIVE
#   revision of anything, and nobody can say before it runs what that will be.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTaskDefinitions.html
#     description: without familyPrefix it lists the revisions of all families
# custom:
#   id: ECS316
#   severity: warning
#   operations: [DeregisterTaskDefinition, DeleteTaskDefinitions]
#   references: [unresolved]
#   needs: []
#   waivable: false
#   remediation: >-
#     Give list-task-definitions a --family-prefix. Better still, write down the revisions
#     that are meant, and have them judged as proposals before they are retired.
package ecs.retire.unbounded_retirement

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.unbounded
	message := sprintf("%q can be any revision of any family: nothing bounds the list that it is taken from", [input.operation.reference.raw])
}
