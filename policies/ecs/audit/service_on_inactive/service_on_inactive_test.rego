package ecs.audit.service_on_inactive_test

import data.ecs.audit.service_on_inactive
import data.ecs.lib.testing

_goes_on := "it goes on and scales, but its next deployment can not name this revision"

_holding(hold, status) := object.union(testing.with_status(testing.standing, status), {"operation": {"hold": hold}})

test_denies_what_a_steady_service_runs if {
	service_on_inactive.deny == {{
		"message": sprintf(`"web:41" is INACTIVE, and service "web" in cluster "prod" runs it: %s`, [_goes_on]),
		"field": "taskDefinition",
	}} with input as _holding("current", "INACTIVE")
}

test_denies_what_is_being_deployed if {
	service_on_inactive.deny == {{
		"message": concat("", [
			`"web:41" is DELETE_IN_PROGRESS, and service "web" in cluster "prod" is being deployed with it: `,
			_goes_on,
		]),
		"field": "taskDefinition",
	}} with input as _holding("deployment", "DELETE_IN_PROGRESS")
}

test_denies_a_task_set if {
	service_on_inactive.deny == {{
		"message": sprintf(`"web:41" is MISSING, and service "web" in cluster "prod" has a task set of it: %s`, [_goes_on]),
		"field": "taskDefinition",
	}} with input as _holding("taskSet", "MISSING")
}

test_admits_an_active_revision if {
	service_on_inactive.deny == set() with input as testing.standing
}

test_admits_a_rollback_target if {
	service_on_inactive.deny == set() with input as _holding("rollbackTarget", "INACTIVE")
}
