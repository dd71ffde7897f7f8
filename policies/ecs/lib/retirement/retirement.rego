# What a retirement does to a revision.
package ecs.lib.retirement

# Holds when the action alters a revision in this status: deregistering what is
# INACTIVE is a no-op, as is deleting what is DELETE_IN_PROGRESS, and ECS refuses
# to delete what is ACTIVE.
alters(action, status) if _altered[action] == status

_altered := {
	"DeregisterTaskDefinition": "ACTIVE",
	"DeleteTaskDefinitions": "INACTIVE",
}
