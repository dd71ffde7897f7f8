package ecs.launch.revision_missing_test

import data.ecs.launch.revision_missing
import data.ecs.lib.testing

test_denies_deleted if {
	revision_missing.deny == {{
		"message": `"web:41" was deleted: ECS will refuse it (ClientException: TaskDefinition not found.)`,
		"field": "taskDefinition",
	}} with input as testing.with_status(testing.create_service, "MISSING")
}

test_denies_never_registered if {
	revision_missing.deny == {{
		"message": `"web:41" was never registered (the latest is "web:40"): ECS will refuse it`,
		"field": "taskDefinition",
	}} with input as testing.with_facts(
		testing.run_task,
		{"revision": {"status": "MISSING"}, "family": {"latest": 40, "latestActive": 40, "active": [40]}},
	)
}

test_denies_unknown_family if {
	revision_missing.deny == {{
		"message": `"web:41" was never registered, nor was its family: ECS will refuse it`,
		"field": "taskDefinition",
	}} with input as json.remove(
		testing.with_facts(
			testing.scheduled,
			{"revision": {"status": "MISSING"}, "family": {"status": "MISSING", "active": []}},
		),
		["facts/family/latest", "facts/family/latestActive"],
	)
}

test_denies_latest_missing if {
	revision_missing.deny == {{
		"message": `"web:41" was deleted: ECS will refuse it`,
		"field": "taskDefinition",
	}} with input as json.remove(testing.with_status(testing.run_task, "MISSING"), ["facts/family/latest"])
}

test_admits_active if {
	revision_missing.deny == set() with input as testing.run_task
}

test_admits_inactive if {
	revision_missing.deny == set() with input as testing.with_status(testing.run_task, "INACTIVE")
}

test_denies_what_is_switched_off_in_the_account_as_warning if {
	revision_missing.deny == {{
		"message": `"web:41" was deleted: ECS will refuse it`,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_operation(
		testing.with_status(testing.scheduled, "MISSING"),
		{"origin": "state", "enabled": false},
	)
}
