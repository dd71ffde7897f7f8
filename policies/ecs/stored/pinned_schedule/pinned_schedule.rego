# METADATA
# title: A stored launch is pinned to one revision
# description: >-
#   Nothing keeps the revision ACTIVE for a rule, schedule, pipe or state machine that
#   names it by number, so the next clean-up or replacement breaks the job without a
#   word. Naming the family instead moves the job with every registration. Both can be
#   right; it should be chosen.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: deregistration does not look at what names the revision
# custom:
#   id: ECS204
#   severity: info
#   operations: [RunTask, StartTask, CreateService, UpdateService, CreateTaskSet]
#   references: [revision]
#   origins: [request, template, plan, tool, proposal]
#   stored: true
#   needs: []
#   silent_beside: [ECS106, ECS201, ECS202]
#   remediation: >-
#     Keep the number if the job must not move with the family, and keep the revision
#     out of clean-ups; else name the family.
package ecs.stored.pinned_schedule

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	noun := {
		"rule": "rule",
		"schedule": "schedule",
		"pipe": "pipe",
		"stateMachine": "state",
	}[input.operation.holder]
	message := sprintf("%q is pinned in %s %q: the next clean-up of the family breaks it", [
		reference.name(input.operation.reference),
		noun,
		input.operation.name,
	])
}
