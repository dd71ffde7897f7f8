package ecs.launch.run_task_inactive_test

import data.ecs.launch.run_task_inactive
import data.ecs.lib.testing

test_denies_inactive if {
	run_task_inactive.deny == {{
		"message": concat(" ", [
			`"web:41" is INACTIVE: ECS will refuse to run it`,
			`(InvalidParameterException: TaskDefinition is inactive)`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_status(testing.run_task, "INACTIVE")
}

test_denies_delete_in_progress if {
	run_task_inactive.deny == {{
		"message": `"web:41" is DELETE_IN_PROGRESS: ECS will refuse to run it`,
		"field": "taskDefinition",
	}} with input as testing.with_status(testing.start_task, "DELETE_IN_PROGRESS")
}

test_denies_within_the_window if {
	run_task_inactive.deny == {{
		"message": concat("", [
			`"web:41" is INACTIVE: ECS will refuse to run it`,
			`; until 2026-11-23T10:06:00Z it may still accept the request, which is no reason to send it`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_facts(
		testing.start_task,
		{"revision": {"status": "INACTIVE", "deregisteredAt": "2026-11-23T09:56:00Z"}},
	)
}

test_denies_after_the_window if {
	run_task_inactive.deny == {{
		"message": `"web:41" is INACTIVE: ECS will refuse to run it`,
		"field": "taskDefinition",
	}} with input as testing.with_facts(
		testing.start_task,
		{"revision": {"status": "INACTIVE", "deregisteredAt": "2026-11-20T09:56:00Z"}},
	)
}

test_denies_revision_number_missing if {
	run_task_inactive.deny == {{
		"message": `"web:41" is INACTIVE: ECS will refuse to run it`,
		"field": "taskDefinition",
	}} with input as json.remove(testing.with_status(testing.start_task, "INACTIVE"), ["facts/revision/revision"])
}

test_admits_active if {
	run_task_inactive.deny == set() with input as testing.run_task
}

test_admits_missing if {
	run_task_inactive.deny == set() with input as testing.with_status(testing.run_task, "MISSING")
}
