package ecs.audit.rollback_target_gone_test

import data.ecs.audit.rollback_target_gone
import data.ecs.lib.testing

_by_name := concat("", [
	`"web:41" is INACTIVE, and it is what service "web" in cluster "prod" would be rolled back to: `,
	"nobody can go back to it by name",
])

_holding(hold, status) := object.union(testing.with_status(testing.standing, status), {"operation": {"hold": hold}})

test_denies_the_last_successful_revision if {
	rollback_target_gone.deny == {{
		"message": _by_name,
		"field": "taskDefinition",
	}} with input as _holding("rollbackTarget", "INACTIVE")
}

test_denies_where_a_deployment_came_from if {
	rollback_target_gone.deny == {{
		"message": concat("", [
			_by_name,
			"; that the deployment under way could return to it by itself is not documented",
		]),
		"field": "taskDefinition",
	}} with input as _holding("source", "INACTIVE")
}

test_admits_an_active_revision if {
	rollback_target_gone.deny == set() with input as _holding("rollbackTarget", "ACTIVE")
}

test_admits_what_the_service_runs if {
	rollback_target_gone.deny == set() with input as _holding("current", "INACTIVE")
}
