package ecs.launch.family_moves_service_test

import data.ecs.launch.family_moves_service
import data.ecs.lib.testing

_update := testing.by_family(testing.update_service)

test_denies_a_move_as_info if {
	family_moves_service.deny == {{
		"message": `"web" now means "web:45": this moves service "web" from "web:40"`,
		"field": "taskDefinition",
		"severity": "info",
	}} with input as _update
}

test_denies_going_back if {
	family_moves_service.deny == {{
		"message": `"web" now means "web:45": this moves service "web" from "web:46", back to an older revision`,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_facts(_update, {"service": {"revision": {"revision": 46}}})
}

test_denies_another_family if {
	family_moves_service.deny == {{
		"message": `"web" now means "web:45": this moves service "web" from "shop:46"`,
		"field": "taskDefinition",
		"severity": "info",
	}} with input as testing.with_facts(_update, {"service": {"revision": {"family": "shop", "revision": 46}}})
}

test_denies_revision_number_missing if {
	family_moves_service.deny == {{
		"message": `"web" now means another revision: this moves service "web" from "web:40"`,
		"field": "taskDefinition",
		"severity": "info",
	}} with input as json.remove(_update, ["facts/revision/revision"])
}

test_admits_staying if {
	family_moves_service.deny == set() with input as testing.with_facts(
		_update,
		{"service": {"revision": {"revision": 45}}},
	)
}

test_admits_a_change_that_registers if {
	family_moves_service.deny == set() with input as testing.with_facts(_update, {"change": {"registers": [{
		"action": "RegisterTaskDefinition",
		"stored": false,
		"file": "deploy/task.json",
		"line": 1,
		"cluster": "",
		"service": "",
		"name": "",
	}]}})
}

test_admits_draining_service if {
	family_moves_service.deny == set() with input as testing.with_facts(_update, {"service": {"status": "DRAINING"}})
}
