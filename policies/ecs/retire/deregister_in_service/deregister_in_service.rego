# METADATA
# title: A service runs the revision
# description: >-
#   The service goes on and can scale, but nothing can update it to this revision any
#   more or create it again from the same file, and tools that list ACTIVE revisions
#   no longer see what it runs. AWS does not promise to keep an INACTIVE revision.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: what becomes of services on an INACTIVE revision
# custom:
#   id: ECS303
#   severity: error
#   operations: [DeregisterTaskDefinition]
#   references: [revision, produced]
#   needs: [facts.revision]
#   searches: [facts.holders.services]
#   silent_beside: [ECS310, ECS314]
#   remediation: >-
#     Move the service to another revision first, or keep this one. In Terraform
#     skip_destroy keeps it, in CloudFormation UpdateReplacePolicy Retain.
package ecs.retire.deregister_in_service

import data.ecs.lib.holder
import data.ecs.lib.reference

deny contains {"message": message, "field": "taskDefinition", "severity": _severity} if {
	input.facts.revision.status == "ACTIVE"
	services := {text |
		some service in input.facts.holders.services
		service.hold == "current"
		text := holder.service(service.cluster, service.name)
	}
	count(services) > 0
	message := sprintf("%q is run by %s: it can go on and scale, but not be updated to this revision or rebuilt", [
		reference.name(input.operation.reference),
		reference.list(services),
	])
}

default _severity := "error"

# A declarative tool deregisters what it replaces; nobody asked for it by name.
_severity := "warning" if input.operation.origin in {"plan", "template"}
