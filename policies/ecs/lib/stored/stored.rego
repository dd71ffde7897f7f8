# What launches the revision of a retirement later, and names it by its number.
package ecs.lib.stored

import data.ecs.lib.holder

# Names every one of them.
holders contains holder.target(kind, target.name, target.enabled, object.get(target, "via", "")) if {
	some kind, targets in _pinned
	some target in targets
}

# Names those that are what runs now, and not what a state machine keeps beside
# its definition: versions, aliases, executions.
current contains target.name if {
	some targets in _pinned
	some target in targets
	not target.via
}

# Names those of them that will do so at their next trigger: none that is disabled.
triggers contains target.name if {
	some targets in _pinned
	some target in targets
	target.enabled
	not target.via
}

# Names those of them whose failure nobody sees but in a metric.
silent contains target.name if {
	some kind in ["rule", "schedule", "pipe"]
	some target in _pinned[kind]
	target.enabled
}

_pinned := {
	"rule": [target | some target in input.facts.holders.rules; target.revision],
	"schedule": [target | some target in input.facts.holders.schedules; target.revision],
	"pipe": [target | some target in input.facts.holders.pipes; target.revision],
	"state machine": [target | some target in input.facts.holders.stateMachines; target.revision],
}
