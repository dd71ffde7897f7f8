# METADATA
# title: A failed deployment could not be rolled back by name
# description: >-
#   The service now runs a revision that is not ACTIVE. The update itself is allowed,
#   but no later request can name the old revision, so going back by hand is closed;
#   whether an automatic roll-back to such a revision works is not documented.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: an update can not reference an INACTIVE revision
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-revision.html
#     description: what a roll-back returns to
# custom:
#   id: ECS112
#   severity: warning
#   operations: [UpdateService]
#   references: [revision, family, produced]
#   needs: [facts.revision, facts.service, facts.service.revision]
#   silent_beside: [refusal]
#   remediation: >-
#     Before this update, register a copy of the revision that the service runs (pin
#     the image digests in it), so that there is an ACTIVE one to go back to.
package ecs.launch.no_way_back

import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.service.status == "ACTIVE"
	input.facts.service.revision.status != "ACTIVE"
	input.facts.revision.status == "ACTIVE"
	not _stays
	message := sprintf("%q, which service %q runs now, is %s: after this update nobody can go back to it by name", [
		reference.name(input.facts.service.revision),
		input.facts.service.name,
		input.facts.service.revision.status,
	])
}

_stays if {
	input.facts.service.revision.family == input.facts.revision.family
	input.facts.service.revision.revision == input.facts.revision.revision
}
