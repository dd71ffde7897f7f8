package ecs.stored.workflow_inactive_test

import data.ecs.lib.testing
import data.ecs.stored.workflow_inactive

_workflow := testing.with_operation(testing.scheduled, {"holder": "stateMachine", "name": "orders/Report"})

test_denies_inactive if {
	workflow_inactive.deny == {{
		"message": `"web:41" is INACTIVE: state "orders/Report" will fail in every execution`,
		"field": "taskDefinition",
	}} with input as testing.with_status(_workflow, "INACTIVE")
}

test_denies_delete_in_progress if {
	workflow_inactive.deny == {{
		"message": `"web:41" is DELETE_IN_PROGRESS: state "orders/Report" will fail in every execution`,
		"field": "taskDefinition",
	}} with input as testing.with_status(_workflow, "DELETE_IN_PROGRESS")
}

test_admits_active if {
	workflow_inactive.deny == set() with input as _workflow
}

test_admits_a_schedule if {
	workflow_inactive.deny == set() with input as testing.with_status(testing.scheduled, "INACTIVE")
}
