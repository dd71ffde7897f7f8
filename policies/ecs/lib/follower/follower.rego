# What names the family of a retirement and no number: it follows the family.
package ecs.lib.follower

import data.ecs.lib.holder

# Names every one of them.
names contains holder.target(kind, target.name, target.enabled, object.get(target, "via", "")) if {
	some kind, targets in _following
	some target in targets
}

# Names those that will launch by themselves: none that is disabled, and no version
# that nothing runs.
triggers contains target.name if {
	some targets in _following
	some target in targets
	target.enabled
	object.get(target, "via", "") in {"", "execution"}
}

_following := {
	"rule": [target | some target in input.facts.holders.rules; not target.revision],
	"schedule": [target | some target in input.facts.holders.schedules; not target.revision],
	"pipe": [target | some target in input.facts.holders.pipes; not target.revision],
	"state machine": [target | some target in input.facts.holders.stateMachines; not target.revision],
}
