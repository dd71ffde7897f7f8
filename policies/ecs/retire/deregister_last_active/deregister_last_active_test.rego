package ecs.retire.deregister_last_active_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_last_active

_last := json.remove(
	testing.with_facts(testing.deregister, {"family": {"latestActive": 41, "active": [41]}}),
	["facts/change/latestActiveAfter"],
)

_message := `"web:41" is the last ACTIVE revision of "web", which becomes INACTIVE`

_follower(name, enabled) := {"name": name, "family": "web", "enabled": enabled}

test_denies_the_last_as_a_warning if {
	deregister_last_active.deny == {{
		"message": _message,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as _last
}

test_denies_what_a_plan_destroys_as_info if {
	deregister_last_active.deny == {{
		"message": _message,
		"field": "taskDefinition",
		"severity": "info",
	}} with input as testing.with_operation(_last, {"origin": "plan"})
}

test_denies_the_newest_of_several if {
	deregister_last_active.deny == {{
		"message": _message,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_facts(_last, {"family": {"active": [40, 41]}, "change": {"retires": [40, 41]}})
}

test_denies_newest_retired_missing if {
	deregister_last_active.deny == {{
		"message": _message,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as json.remove(_last, ["facts/change/newestRetired"])
}

test_denies_what_is_followed if {
	deregister_last_active.deny == {{
		"message": concat("", [
			_message,
			`: these name the family and will fail: RunTask ("deploy/run.json", line 3), pipe "c", rule "a",`,
			` schedule "b", state machine "d"`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_facts(_last, {
		"holders": {
			"rules": [_follower("a", true)],
			"schedules": [_follower("b", true)],
			"pipes": [_follower("c", true)],
			"stateMachines": [_follower("d", true)],
		},
		"change": {"followers": [{
			"action": "RunTask",
			"stored": false,
			"file": "deploy/run.json",
			"line": 3,
			"cluster": "prod",
			"service": "",
			"name": "",
		}]},
	})
}

test_denies_what_the_change_itself_launches if {
	deregister_last_active.deny == {{
		"message": concat("", [_message, `: these name the family and will fail: RunTask ("deploy/run.json", line 3)`]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_facts(_last, {"change": {"followers": [{
		"action": "RunTask",
		"stored": false,
		"file": "deploy/run.json",
		"line": 3,
		"cluster": "prod",
		"service": "",
		"name": "",
	}]}})
}

test_denies_what_a_disabled_holder_names_as_a_warning if {
	pinned := object.union(_follower("pinned", true), {"revision": 41})
	every kind, noun in {"rules": "rule", "schedules": "schedule", "pipes": "pipe", "stateMachines": "state machine"} {
		deregister_last_active.deny == {{
			"message": sprintf(`%s: these name the family and would fail if they were used: %s "off" (disabled)`, [_message, noun]),
			"field": "taskDefinition",
			"severity": "warning",
		}} with input as testing.with_facts(_last, {"holders": {kind: [_follower("off", false), pinned]}})
	}
}

test_denies_what_a_version_names_as_a_warning if {
	version := object.union(_follower("orders", true), {"via": "version 3"})
	deregister_last_active.deny == {{
		"message": concat("", [
			_message,
			`: these name the family and would fail if they were used: state machine "orders" (version 3)`,
		]),
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_facts(_last, {"holders": {"stateMachines": [version]}})
}

test_admits_while_another_stays if {
	deregister_last_active.deny == set() with input as testing.deregister
}

test_admits_all_but_the_newest if {
	deregister_last_active.deny == set() with input as testing.with_facts(
		_last,
		{"family": {"latestActive": 45}, "change": {"newestRetired": 45, "retires": [41, 45]}},
	)
}

test_admits_a_noop if {
	deregister_last_active.deny == set() with input as testing.with_status(_last, "INACTIVE")
}
