package ecs.stored.schedule_left_behind_test

import data.ecs.lib.testing
import data.ecs.stored.schedule_left_behind

_target(name) := {"name": name, "family": "web", "revision": 40, "enabled": true}

test_denies_a_schedule if {
	schedule_left_behind.deny == {{
		"message": `"web:40", which service "web" leaves, is still launched by schedule "default/nightly"`,
		"field": "taskDefinition",
	}} with input as testing.with_facts(
		testing.update_service,
		{"holders": {"schedules": [_target("default/nightly")]}},
	)
}

test_denies_every_kind_as_one if {
	schedule_left_behind.deny == {{
		"message": concat("", [
			`"web:40", which service "web" leaves, is still launched by pipe "d", rule "a", rule "b",`,
			` schedule "c", state machine "e"`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_facts(testing.update_service, {"holders": {
		"rules": [_target("b"), _target("a")],
		"schedules": [_target("c")],
		"pipes": [_target("d")],
		"stateMachines": [object.union(_target("e"), {"via": "version 3"})],
	}})
}

test_admits_disabled if {
	disabled := object.union(_target("a"), {"enabled": false})
	every kind in ["rules", "schedules", "pipes", "stateMachines"] {
		schedule_left_behind.deny == set() with input as testing.with_facts(
			testing.update_service,
			{"holders": {kind: [disabled]}},
		)
	}
}

test_admits_what_names_the_family if {
	follower := object.remove(_target("a"), ["revision"])
	every kind in ["rules", "schedules", "pipes", "stateMachines"] {
		schedule_left_behind.deny == set() with input as testing.with_facts(
			testing.update_service,
			{"holders": {kind: [follower]}},
		)
	}
}

test_admits_no_move if {
	schedule_left_behind.deny == set() with input as json.remove(testing.update_service, ["facts/holders"])
}
