package ecs.delete.delete_active_test

import data.ecs.delete.delete_active
import data.ecs.lib.testing

test_denies_active if {
	delete_active.deny == {{
		"message": concat(" ", [
			`"web:41" is ACTIVE: ECS will not delete it`,
			`(status 200 with a failure: The specified task definition is still in ACTIVE status.)`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_status(testing.delete, "ACTIVE")
}

test_admits_inactive if {
	delete_active.deny == set() with input as testing.delete
}
