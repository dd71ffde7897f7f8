package ecs.stored.workflow_inactive_test

import data.ecs.lib.testing
import data.ecs.stored.workflow_inactive

_workflow := testing.with_operation(testing.scheduled, {"holder": "stateMachine", "name": "orders/Report"})

test_denies_inactive if {
	workflow_inactive.deny == {{
		"message": `"web:41" is INACTIVE: state "orders/Report" will fail in every execution`,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_status(_workflow, "INACTIVE")
}

test_denies_delete_in_progress if {
	workflow_inactive.deny == {{
		"message": `"web:41" is DELETE_IN_PROGRESS: state "orders/Report" will fail in every execution`,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_status(_workflow, "DELETE_IN_PROGRESS")
}

# A published version, or a running execution that keeps its definition.
test_denies_what_is_beside_the_definition_as_warning if {
	workflow_inactive.deny == {{
		"message": `"web:41" is INACTIVE: state "orders (version 3)" would fail if it is run`,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_operation(
		testing.with_status(_workflow, "INACTIVE"),
		{"name": "orders (version 3)", "enabled": false},
	)
}

test_admits_active if {
	workflow_inactive.deny == set() with input as _workflow
}

test_admits_a_schedule if {
	workflow_inactive.deny == set() with input as testing.with_status(testing.scheduled, "INACTIVE")
}
