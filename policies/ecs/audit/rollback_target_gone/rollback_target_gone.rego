# METADATA
# title: What a service would go back to is not ACTIVE
# description: >-
#   The last successful revision before the current one can not be named any more, so
#   that a roll-back by hand is refused when it is needed most. Whether the circuit
#   breaker or an alarm can still return to it during a deployment is not documented.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-revision.html
#     description: what a roll-back returns to
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what an INACTIVE revision can not be used for
# custom:
#   id: ECS502
#   severity: warning
#   operations: [Stand]
#   references: [revision]
#   needs: [facts.revision]
#   remediation: >-
#     Register a copy of it now, so that there is something to go back to; and let
#     clean-ups and Terraform (skip_destroy) keep the last revision before the current
#     one.
package ecs.audit.rollback_target_gone

import data.ecs.lib.holder
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.hold in {"rollbackTarget", "source"}
	input.facts.revision.status != "ACTIVE"
	message := sprintf("%q is %s, and it is what %s would be rolled back to: nobody can go back to it by name%s", [
		reference.name(input.operation.reference),
		input.facts.revision.status,
		holder.service(input.operation.cluster, input.operation.service),
		_automatic,
	])
}

default _automatic := ""

_automatic := "; that the deployment under way could return to it by itself is not documented" if {
	input.operation.hold == "source"
}
