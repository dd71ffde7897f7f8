# METADATA
# title: A service stands on a revision that is not ACTIVE
# description: >-
#   The service goes on, replaces its tasks and scales. But no deployment can name the
#   revision again, nobody can create the service anew from what it runs, and AWS does
#   not promise to keep an INACTIVE revision; one that is DELETE_IN_PROGRESS goes for
#   good once nothing uses it.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what becomes of services on an INACTIVE revision
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
#     description: the states of a revision, and how long a deletion takes
# custom:
#   id: ECS501
#   severity: warning
#   operations: [Stand]
#   references: [revision]
#   needs: [facts.revision]
#   remediation: >-
#     Register a copy of the revision (pin the image digest: its tag may have moved) and
#     move the service to it.
package ecs.audit.service_on_inactive

import data.ecs.lib.holder
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.operation.hold in {"current", "deployment", "taskSet"}
	input.facts.revision.status != "ACTIVE"
	message := sprintf("%q is %s, and %s %s it: it goes on and scales, but its next deployment can not name this revision", [
		reference.name(input.operation.reference),
		input.facts.revision.status,
		holder.service(input.operation.cluster, input.operation.service),
		_runs[input.operation.hold],
	])
}

_runs := {
	"current": "runs",
	"deployment": "is being deployed with",
	"taskSet": "has a task set of",
}
