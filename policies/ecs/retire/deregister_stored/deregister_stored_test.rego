package ecs.retire.deregister_stored_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_stored

_schedule(name, enabled) := {"name": name, "family": "web", "revision": 41, "enabled": enabled}

_schedules(schedules) := testing.with_facts(testing.deregister, {"holders": {"schedules": schedules}})

test_denies_a_schedule if {
	deregister_stored.deny == {{
		"message": `"web:41" is launched by schedule "default/nightly": its next trigger will fail, and nobody is told`,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as _schedules([_schedule("default/nightly", true)])
}

test_denies_several_as_one if {
	deregister_stored.deny == {{
		"message": concat("", [
			`"web:41" is launched by schedule "default/a", schedule "default/b" (disabled):`,
			` its next trigger will fail, and nobody is told`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as _schedules([_schedule("default/b", false), _schedule("default/a", true)])
}

test_denies_a_disabled_one_as_warning if {
	deregister_stored.deny == {{
		"message": `"web:41" is launched by schedule "default/nightly" (disabled): it will be refused when that is used again`,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as _schedules([_schedule("default/nightly", false)])
}

test_denies_a_published_version_as_warning if {
	version := object.union(_schedule("orders", true), {"via": "version 3"})
	deregister_stored.deny == {{
		"message": `"web:41" is launched by state machine "orders" (version 3): it will be refused when that is used again`,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_facts(testing.deregister, {"holders": {"stateMachines": [version]}})
}

test_denies_a_state_machine if {
	deregister_stored.deny == {{
		"message": `"web:41" is launched by state machine "orders": its next trigger will fail`,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_facts(testing.deregister, {"holders": {"stateMachines": [_schedule("orders", true)]}})
}

test_admits_what_names_the_family if {
	follower := json.remove(_schedule("default/nightly", true), ["revision"])
	deregister_stored.deny == set() with input as _schedules([follower])
}

test_admits_what_nothing_names if {
	deregister_stored.deny == set() with input as testing.deregister
}

test_admits_what_changes_nothing if {
	deregister_stored.deny == set() with input as testing.with_status(
		_schedules([_schedule("default/nightly", true)]),
		"INACTIVE",
	)
}
