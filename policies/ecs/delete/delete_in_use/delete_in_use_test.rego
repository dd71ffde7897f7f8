package ecs.delete.delete_in_use_test

import data.ecs.delete.delete_in_use
import data.ecs.lib.testing

_service(name, hold) := {
	"cluster": "prod",
	"name": name,
	"hold": hold,
	"moved": false,
	"created": false,
}

_tasks := [
	{"cluster": "prod", "service": "", "count": 1, "created": false},
	{"cluster": "prod", "service": "web", "count": 2, "created": false},
]

test_denies_what_a_service_holds if {
	every hold in ["current", "deployment", "taskSet", "draining"] {
		delete_in_use.deny == {{
			"message": concat("", [
				`"web:41" is used by service "web" in cluster "prod":`,
				` ECS will keep it DELETE_IN_PROGRESS until that ends, and then it is gone`,
			]),
			"field": "taskDefinition",
		}} with input as testing.with_facts(testing.delete, {"holders": {"services": [_service("web", hold)]}})
	}
}

test_denies_every_blocker_as_one if {
	delete_in_use.deny == {{
		"message": concat("", [
			`"web:41" is used by 1 standalone task in cluster "prod", 2 tasks of service "web" in cluster "prod",`,
			` service "web" in cluster "prod":`,
			` ECS will keep it DELETE_IN_PROGRESS until that ends, and then it is gone`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_facts(
		testing.delete,
		{"holders": {"services": [_service("web", "current"), _service("web", "deployment")], "tasks": _tasks}},
	)
}

test_denies_what_is_being_deleted_as_info if {
	delete_in_use.deny == {{
		"message": concat("", [
			`"web:41" is DELETE_IN_PROGRESS already: it stays so because it is used by`,
			` 1 standalone task in cluster "prod", 2 tasks of service "web" in cluster "prod"`,
		]),
		"field": "taskDefinition",
		"severity": "info",
	}} with input as testing.with_facts(
		testing.with_status(testing.delete, "DELETE_IN_PROGRESS"),
		{"holders": {"tasks": _tasks}},
	)
}

test_admits_unused if {
	every status in ["INACTIVE", "DELETE_IN_PROGRESS"] {
		delete_in_use.deny == set() with input as testing.with_status(testing.delete, status)
	}
}

test_admits_what_is_no_blocker if {
	delete_in_use.deny == set() with input as testing.with_facts(testing.delete, {"holders": {
		"services": [_service("web", "source")],
		"rollbackTargets": [_service("api", "rollbackTarget")],
	}})
}

# ECS401 speaks of an ACTIVE one.
test_admits_active if {
	delete_in_use.deny == set() with input as testing.with_facts(
		testing.with_status(testing.delete, "ACTIVE"),
		{"holders": {"tasks": _tasks}},
	)
}
