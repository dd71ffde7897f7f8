package ecs.audit.deletion_blocked_test

import data.ecs.audit.deletion_blocked
import data.ecs.lib.testing

_blocked_by(holders) := testing.with_facts(testing.deletion, {"holders": holders})

test_denies_what_tasks_run if {
	deletion_blocked.deny == {{
		"message": `"web:41" stays DELETE_IN_PROGRESS because it is used by 2 standalone tasks in cluster "prod"`,
		"field": "taskDefinition",
	}} with input as _blocked_by({"tasks": [{"cluster": "prod", "service": "", "count": 2, "created": false}]})
}

test_admits_what_nothing_runs if {
	deletion_blocked.deny == set() with input as testing.deletion
}

test_admits_a_service_on_an_active_revision if {
	deletion_blocked.deny == set() with input as testing.standing
}
