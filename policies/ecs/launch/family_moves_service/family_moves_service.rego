# METADATA
# title: An update by family changes the service's revision
# description: >-
#   ECS takes the family's latest ACTIVE revision at the time of the call and pins
#   the service to it. That may be more than the update was meant to do; after a
#   deregistration it may even be an older revision than the service runs.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
#     description: without a revision the latest ACTIVE one is used
# custom:
#   id: ECS113
#   severity: warning
#   operations: [UpdateService]
#   references: [family]
#   needs: [facts.revision, facts.service, facts.service.revision]
#   silent_beside: [refusal]
#   remediation: >-
#     Name the revision that is meant, or leave taskDefinition out to keep the
#     current one.
package ecs.launch.family_moves_service

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	input.facts.service.status == "ACTIVE"
	input.facts.revision.status == "ACTIVE"

	# A change that registers a revision means to move the service to it.
	count(input.facts.change.registers) == 0
	not _stays
	message := sprintf("%q now means %s: this moves service %q from %q%s", [
		input.operation.reference.raw,
		_meant,
		input.facts.service.name,
		reference.name(input.facts.service.revision),
		_direction,
	])
}

_stays if {
	input.facts.service.revision.family == input.facts.revision.family
	input.facts.service.revision.revision == input.facts.revision.revision
}

_goes_back if {
	input.facts.service.revision.family == input.facts.revision.family
	input.facts.service.revision.revision > input.facts.revision.revision
}

default _severity := "info"

_severity := "warning" if _goes_back

default _direction := ""

_direction := ", back to an older revision" if _goes_back

default _meant := "another revision"

_meant := sprintf("%q", [name]) if {
	name := sprintf("%s:%d", [input.facts.revision.family, input.facts.revision.revision])
}
