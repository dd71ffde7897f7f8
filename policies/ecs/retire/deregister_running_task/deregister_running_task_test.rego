package ecs.retire.deregister_running_task_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_running_task

_group(service, number) := {
	"cluster": "prod",
	"service": service,
	"count": number,
	"created": false,
}

_running := {"holders": {"tasks": [_group("", 3), _group("web", 2)]}}

test_denies_standalone_tasks if {
	deregister_running_task.deny == {{
		"message": `"web:41" is run by 3 standalone tasks in cluster "prod": that goes on, but nothing can start it again`,
		"field": "taskDefinition",
	}} with input as testing.with_facts(testing.deregister, _running)
}

test_denies_several_clusters_as_one if {
	deregister_running_task.deny == {{
		"message": concat("", [
			`"web:41" is run by 1 standalone task in cluster "staging", 3 standalone tasks in cluster "prod":`,
			` that goes on, but nothing can start it again`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_facts(
		testing.deregister,
		{"holders": {"tasks": [_group("", 3), object.union(_group("", 1), {"cluster": "staging"})]}},
	)
}

test_admits_tasks_of_a_service if {
	deregister_running_task.deny == set() with input as testing.with_facts(
		testing.deregister,
		{"holders": {"tasks": [_group("web", 2)]}},
	)
}

test_admits_unused if {
	deregister_running_task.deny == set() with input as testing.deregister
}

test_admits_a_noop if {
	deregister_running_task.deny == set() with input as testing.with_status(
		testing.with_facts(testing.deregister, _running),
		"INACTIVE",
	)
}
