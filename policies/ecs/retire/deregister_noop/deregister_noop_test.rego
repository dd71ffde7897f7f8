package ecs.retire.deregister_noop_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_noop

test_denies_inactive_as_info if {
	deregister_noop.deny == {{
		"message": `"web:41" is INACTIVE already: deregistering it changes nothing`,
		"field": "taskDefinition",
		"severity": "info",
	}} with input as testing.with_status(testing.deregister, "INACTIVE")
}

test_denies_delete_in_progress if {
	deregister_noop.deny == {{
		"message": concat(" ", [
			`"web:41" is DELETE_IN_PROGRESS: ECS will refuse to deregister it`,
			`(ClientException: The task definition could not be deregistered`,
			`because it is in the process of being deleted.)`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_status(testing.deregister, "DELETE_IN_PROGRESS")
}

test_admits_active if {
	deregister_noop.deny == set() with input as testing.deregister
}

test_admits_missing if {
	deregister_noop.deny == set() with input as testing.with_status(testing.deregister, "MISSING")
}
