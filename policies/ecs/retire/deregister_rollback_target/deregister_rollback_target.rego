# METADATA
# title: A service would be rolled back to the revision
# description: >-
#   It is the last successful revision before the current one. Once it is INACTIVE or
#   deleted nobody can go back to it by name, and the bad revision may be the only one
#   left that can be deployed.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-revision.html
#     description: what a roll-back returns to
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
#     description: how long a deletion takes
# custom:
#   id: ECS306
#   severity: warning
#   operations: [DeregisterTaskDefinition, DeleteTaskDefinitions]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches: [facts.holders.rollbackTargets, facts.holders.services]
#   silent_beside: [ECS310, ECS314, ECS401, no-op]
#   remediation: >-
#     Keep it until the current revision has proved itself. In Terraform skip_destroy keeps
#     it, applied before the plan that replaces it; in CloudFormation UpdateReplacePolicy Retain.
package ecs.retire.deregister_rollback_target

import data.ecs.lib.holder
import data.ecs.lib.reference
import data.ecs.lib.retirement

deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	retirement.alters(input.operation.action, input.facts.revision.status)
	count(_certain) > 0
	message := sprintf("%q is what %s would be rolled back to: nobody can go back to it by name afterwards%s%s", [
		reference.name(input.operation.reference),
		_names(_certain),
		_delay,
		_doubt,
	])
}

deny contains {"message": message, "field": "taskDefinition", "severity": "info"} if {
	retirement.alters(input.operation.action, input.facts.revision.status)
	count(_certain) == 0
	count(_perhaps) > 0
	message := sprintf("%q may be what %s would be rolled back to: no earlier deployment can be read", [
		reference.name(input.operation.reference),
		_names(_perhaps),
	])
}

_names(targets) := reference.list({holder.service(target.cluster, target.name) | some target in targets})

default _severity := "warning"

# The change that retires it is the one that takes the service away from it.
_severity := "info" if {
	every target in _certain {
		target.moved
	}
}

default _delay := ""

_delay := "; ECS keeps it DELETE_IN_PROGRESS until the roll-out of this change ends" if {
	input.operation.action == "DeleteTaskDefinitions"
	some target in _certain
	target.moved
}

default _doubt := ""

_doubt := sprintf("; it may be so for %s, too", [_names(_perhaps)]) if count(_perhaps) > 0

_certain contains target if {
	some target in input.facts.holders.rollbackTargets
	target.hold == "rollbackTarget"
}

# A running deployment may go back to what it came from. Deregistering that is
# spoken of as part of the deployment.
_certain contains target if {
	input.operation.action == "DeleteTaskDefinitions"
	some target in input.facts.holders.services
	target.hold == "source"
}

# Nobody can read what was deployed to the service before.
_perhaps contains target if {
	some target in input.facts.holders.rollbackTargets
	target.hold == "perhapsRollbackTarget"
}
