# What keeps ECS from deleting a revision: what runs it. Where a service came from, or
# would go back to, does not.
package ecs.lib.blocker

import data.ecs.lib.holder

names contains text if {
	some group in input.facts.holders.tasks
	text := holder.tasks(group.cluster, group.service, group.count)
}

names contains text if {
	some service in input.facts.holders.services
	service.hold in {"current", "deployment", "taskSet", "draining"}
	text := holder.service(service.cluster, service.name)
}
