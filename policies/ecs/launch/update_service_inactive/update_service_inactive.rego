# METADATA
# title: A service is updated to a revision that is not ACTIVE
# description: >-
#   A service can go on and scale on a revision that is INACTIVE or
#   DELETE_IN_PROGRESS, but no request may name that revision, not even for a
#   service that runs it already. This is how a tool that always sends its whole
#   model fails on a change of the desired count.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: an update can not reference an INACTIVE revision, but may scale
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
#     description: which parameters start a deployment
# custom:
#   id: ECS103
#   severity: error
#   operations: [UpdateService]
#   references: [revision, family]
#   needs: [facts.revision]
#   wants: [facts.service, facts.service.revision]
#   remediation: >-
#     To scale, leave taskDefinition out of the request. To deploy, name an ACTIVE
#     revision, or register a copy of this one (pin the image digests in it) and
#     name that.
package ecs.launch.update_service_inactive

import data.ecs.lib.answer
import data.ecs.lib.reference
import data.ecs.lib.window

deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	status := input.facts.revision.status
	status in {"INACTIVE", "DELETE_IN_PROGRESS"}
	message := sprintf("%q is %s: %s%s%s", [
		reference.name(input.operation.reference),
		status,
		_verdict,
		answer.inactive("UpdateService", status),
		_window,
	])
}

default _severity := "error"

# A template sends nothing while nothing differs, and its pin does not.
_severity := "warning" if {
	input.operation.origin == "template"
	_runs_already
}

_runs_already if {
	input.facts.service.revision.family == input.facts.revision.family
	input.facts.service.revision.revision == input.facts.revision.revision
}

default _verdict := "ECS will refuse to update the service to it"

_verdict := concat("", [
	"the service runs it already and can scale if taskDefinition is left out,",
	" but ECS will refuse an update that names it",
]) if {
	_runs_already
}

default _window := ""

_window := window.note(input.now, input.facts.revision.deregisteredAt) if {
	input.facts.revision.status == "INACTIVE"
}
