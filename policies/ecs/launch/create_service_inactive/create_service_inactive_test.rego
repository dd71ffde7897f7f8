package ecs.launch.create_service_inactive_test

import data.ecs.launch.create_service_inactive
import data.ecs.lib.testing

test_denies_inactive if {
	create_service_inactive.deny == {{
		"message": concat(" ", [
			`"web:41" is INACTIVE: ECS will refuse this CreateService`,
			`(ClientException: TaskDefinition is inactive)`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_status(testing.create_service, "INACTIVE")
}

test_denies_task_set if {
	create_service_inactive.deny == {{
		"message": `"web:41" is DELETE_IN_PROGRESS: ECS will refuse this CreateTaskSet`,
		"field": "taskDefinition",
	}} with input as testing.with_status(testing.create_task_set, "DELETE_IN_PROGRESS")
}

test_denies_within_the_window if {
	create_service_inactive.deny == {{
		"message": concat("", [
			`"web:41" is INACTIVE: ECS will refuse this CreateTaskSet`,
			`; until 2026-11-23T10:06:00Z it may still accept the request, which is no reason to send it`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_facts(
		testing.create_task_set,
		{"revision": {"status": "INACTIVE", "deregisteredAt": "2026-11-23T09:56:00Z"}},
	)
}

test_admits_active if {
	create_service_inactive.deny == set() with input as testing.create_service
}
