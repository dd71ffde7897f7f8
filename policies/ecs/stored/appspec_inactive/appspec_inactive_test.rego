package ecs.stored.appspec_inactive_test

import data.ecs.lib.testing
import data.ecs.stored.appspec_inactive

_appspec := testing.with_operation(
	testing.scheduled,
	{"action": "CreateTaskSet", "holder": "appSpec", "name": "appspec.yaml"},
)

test_denies_inactive if {
	appspec_inactive.deny == {{
		"message": concat(" ", [
			`"web:41" is INACTIVE: the CodeDeploy deployment will fail at its replacement task set`,
			`(The ECS service cannot be updated due to an unexpected error: TaskDefinition is inactive)`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_status(_appspec, "INACTIVE")
}

test_denies_delete_in_progress if {
	appspec_inactive.deny == {{
		"message": `"web:41" is DELETE_IN_PROGRESS: the CodeDeploy deployment will fail at its replacement task set`,
		"field": "taskDefinition",
	}} with input as testing.with_status(_appspec, "DELETE_IN_PROGRESS")
}

test_admits_active if {
	appspec_inactive.deny == set() with input as _appspec
}

test_admits_a_schedule if {
	appspec_inactive.deny == set() with input as testing.with_status(testing.scheduled, "INACTIVE")
}
