# METADATA
# title: The same change launches the revision
# description: >-
#   One operation launches the revision by number and another retires it. Whatever the
#   order, the change undoes itself: the launch is refused, or what it starts stands on
#   a revision that can not be named again.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
# custom:
#   id: ECS307
#   severity: error
#   operations: [DeregisterTaskDefinition, DeleteTaskDefinitions]
#   references: [revision, produced]
#   needs: [facts.revision]
#   remediation: Take one of the two out of the change.
package ecs.retire.deregister_launched

import data.ecs.lib.holder
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	_retires[input.operation.action][input.facts.revision.status]
	launches := {holder.operation(launch.action, launch.file, launch.line) | some launch in input.facts.change.launches}
	count(launches) > 0
	message := sprintf("%q is launched by this same change: %s", [
		reference.name(input.operation.reference),
		reference.list(launches),
	])
}

# Deleting what is ACTIVE is refused, but the intent contradicts the launch all
# the same.
_retires := {
	"DeregisterTaskDefinition": {"ACTIVE"},
	"DeleteTaskDefinitions": {"ACTIVE", "INACTIVE"},
}
