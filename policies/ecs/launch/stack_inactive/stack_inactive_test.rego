package ecs.launch.stack_inactive_test

import data.ecs.launch.stack_inactive
import data.ecs.lib.testing

_held(request, status) := testing.with_facts(
	testing.with_operation(request, {
		"origin": "template",
		"reference": {"kind": "produced", "raw": "!Ref TaskDef"},
	}),
	{"held": {"stack": "shop", "family": "web", "revision": 39, "status": status}},
)

_begin := `"web:39", which stack "shop" holds for "!Ref TaskDef", `

_end := `: unless the change replaces it, the request names it again, and ECS will refuse that`

test_denies_inactive if {
	stack_inactive.deny == {{
		"message": concat("", [_begin, `is INACTIVE`, _end]),
		"field": "taskDefinition",
	}} with input as _held(testing.update_service, "INACTIVE")
}

test_denies_delete_in_progress if {
	stack_inactive.deny == {{
		"message": concat("", [_begin, `is DELETE_IN_PROGRESS`, _end]),
		"field": "taskDefinition",
	}} with input as _held(testing.create_service, "DELETE_IN_PROGRESS")
}

test_denies_missing if {
	stack_inactive.deny == {{
		"message": concat("", [_begin, `does not exist any more`, _end]),
		"field": "taskDefinition",
	}} with input as _held(testing.update_service, "MISSING")
}

test_denies_what_is_stored if {
	stack_inactive.deny == {{
		"message": concat("", [
			_begin,
			`is INACTIVE: unless the change replaces it, "default/nightly" goes on to name it, and ECS will refuse that`,
		]),
		"field": "taskDefinition",
	}} with input as _held(testing.scheduled, "INACTIVE")
}

test_admits_active if {
	stack_inactive.deny == set() with input as _held(testing.update_service, "ACTIVE")
}

test_admits_held_missing if {
	stack_inactive.deny == set() with input as json.remove(
		_held(testing.update_service, "INACTIVE"),
		["facts/held"],
	)
}
