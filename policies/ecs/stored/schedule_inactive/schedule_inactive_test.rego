package ecs.stored.schedule_inactive_test

import data.ecs.lib.testing
import data.ecs.stored.schedule_inactive

_inactive := testing.with_status(testing.scheduled, "INACTIVE")

_asleep := {
	"message": concat("", [
		`"web:41" is INACTIVE: schedule "default/nightly"`,
		` does not trigger now, but would fail if it were switched on again`,
	]),
	"field": "taskDefinition",
	"severity": "warning",
}

test_denies_inactive if {
	every kind in ["rule", "schedule", "pipe"] {
		schedule_inactive.deny == {{
			"message": sprintf(
				`"web:41" is INACTIVE: %s "default/nightly" will fail at its next trigger, and nobody is told`,
				[kind],
			),
			"field": "taskDefinition",
			"severity": "error",
		}} with input as testing.with_operation(_inactive, {"holder": kind})
	}
}

test_denies_delete_in_progress if {
	schedule_inactive.deny == {{
		"message": concat("", [
			`"web:41" is DELETE_IN_PROGRESS: schedule "default/nightly"`,
			` will fail at its next trigger, and nobody is told`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_status(testing.scheduled, "DELETE_IN_PROGRESS")
}

test_denies_holder_missing if {
	schedule_inactive.deny == {{
		"message": concat("", [
			`"web:41" is INACTIVE: what stores it, "default/nightly"`,
			` will fail at its next trigger, and nobody is told`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as json.remove(_inactive, ["operation/holder"])
}

test_denies_disabled_as_a_warning if {
	schedule_inactive.deny == {_asleep} with input as testing.with_operation(_inactive, {"enabled": false})
}

test_denies_ended_as_a_warning if {
	schedule_inactive.deny == {_asleep} with input as testing.with_operation(
		_inactive,
		{"endsAt": "2026-11-23T09:59:59Z"},
	)
}

test_denies_disabled_and_ended_as_a_warning if {
	schedule_inactive.deny == {_asleep} with input as testing.with_operation(
		_inactive,
		{"enabled": false, "endsAt": "2026-11-23T09:59:59Z"},
	)
}

test_denies_one_that_ends_later if {
	schedule_inactive.deny == {{
		"message": concat("", [
			`"web:41" is INACTIVE: schedule "default/nightly"`,
			` will fail at its next trigger, and nobody is told`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_operation(_inactive, {"endsAt": "2027-01-01T00:00:00Z"})
}

test_admits_active if {
	schedule_inactive.deny == set() with input as testing.scheduled
}

test_admits_what_other_rules_judge if {
	every kind in ["stateMachine", "appSpec"] {
		schedule_inactive.deny == set() with input as testing.with_operation(_inactive, {"holder": kind})
	}
}
