package ecs.delete.delete_stored_test

import data.ecs.delete.delete_stored
import data.ecs.lib.testing

_rule(enabled) := {"name": "default/warmup/1", "family": "web", "revision": 41, "enabled": enabled}

_document(holders) := testing.with_status(testing.with_facts(testing.delete, {"holders": holders}), "INACTIVE")

test_denies_a_rule if {
	delete_stored.deny == {{
		"message": `"web:41" is launched by rule "default/warmup/1", and will be gone for ever`,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as _document({"rules": [_rule(true)]})
}

test_denies_a_disabled_rule if {
	delete_stored.deny == {{
		"message": `"web:41" is launched by rule "default/warmup/1" (disabled), and will be gone for ever`,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as _document({"rules": [_rule(false)]})
}

test_denies_a_published_version_as_warning if {
	delete_stored.deny == {{
		"message": `"web:41" is launched by state machine "orders" (version 3), and will be gone for ever`,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as _document({"stateMachines": [{
		"name": "orders",
		"family": "web",
		"revision": 41,
		"enabled": true,
		"via": "version 3",
	}]})
}

test_admits_what_nothing_names if {
	delete_stored.deny == set() with input as _document({})
}

test_admits_what_is_not_deleted_by_it if {
	every status in ["ACTIVE", "DELETE_IN_PROGRESS"] {
		delete_stored.deny == set() with input as testing.with_status(_document({"rules": [_rule(true)]}), status)
	}
}
