package ecs.retire.deregister_launched_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_launched

_launch(action, file, line) := {
	"action": action,
	"stored": false,
	"file": file,
	"line": line,
	"cluster": "prod",
	"service": "",
	"name": "",
}

_one := {"change": {"launches": [_launch("RunTask", "deploy/run.json", 3)]}}

test_denies_a_launch_of_the_change if {
	every document in [testing.deregister, testing.delete] {
		deregister_launched.deny == {{
			"message": `"web:41" is launched by this same change: RunTask ("deploy/run.json", line 3)`,
			"field": "taskDefinition",
		}} with input as testing.with_facts(document, _one)
	}
}

test_denies_several_launches_as_one if {
	deregister_launched.deny == {{
		"message": concat("", [
			`"web:41" is launched by this same change: RunTask ("deploy/run.json", line 3),`,
			` UpdateService ("deploy/web.json", line 4)`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_facts(testing.deregister, {"change": {"launches": [
		_launch("UpdateService", "deploy/web.json", 4),
		_launch("RunTask", "deploy/run.json", 3),
	]}})
}

test_denies_deleting_what_is_active_and_launched if {
	count(deregister_launched.deny) == 1 with input as testing.with_status(
		testing.with_facts(testing.delete, _one),
		"ACTIVE",
	)
}

test_admits_no_launch if {
	deregister_launched.deny == set() with input as testing.deregister
}

test_admits_what_changes_nothing if {
	deregister_launched.deny == set() with input as testing.with_status(
		testing.with_facts(testing.deregister, _one),
		"INACTIVE",
	)
	deregister_launched.deny == set() with input as testing.with_status(
		testing.with_facts(testing.delete, _one),
		"DELETE_IN_PROGRESS",
	)
}
