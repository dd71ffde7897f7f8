package ecs.launch.family_inactive_test

import data.ecs.launch.family_inactive
import data.ecs.lib.testing

# A family without an ACTIVE revision resolves to nothing.
_family(document, status) := json.remove(
	testing.with_facts(testing.by_family(document), {"family": {"status": status, "active": []}}),
	["facts/revision", "facts/family/latestActive"],
)

test_denies_inactive if {
	family_inactive.deny == {{
		"message": `"web" has no ACTIVE revision: ECS will refuse it (ClientException: TaskDefinition not found.)`,
		"field": "taskDefinition",
	}} with input as _family(testing.update_service, "INACTIVE")
}

test_denies_missing if {
	family_inactive.deny == {{
		"message": `"web" is not a family in this account and Region: ECS will refuse it`,
		"field": "taskDefinition",
	}} with input as _family(testing.run_task, "MISSING")
}

test_denies_stored if {
	family_inactive.deny == {{
		"message": `"web" has no ACTIVE revision: ECS will refuse it`,
		"field": "taskDefinition",
	}} with input as _family(testing.scheduled, "INACTIVE")
}

test_admits_active if {
	family_inactive.deny == set() with input as testing.by_family(testing.run_task)
}

test_denies_what_is_switched_off_in_the_account_as_warning if {
	family_inactive.deny == {{
		"message": `"web" has no ACTIVE revision: ECS will refuse it`,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_operation(
		testing.with_facts(testing.scheduled, {"family": {"status": "INACTIVE", "active": []}}),
		{"origin": "state", "enabled": false},
	)
}
