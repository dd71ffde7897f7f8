package ecs.launch.cluster_missing_test

import data.ecs.launch.cluster_missing
import data.ecs.lib.testing

test_denies_missing if {
	every document in [testing.run_task, testing.scheduled, testing.invalid(testing.run_task)] {
		cluster_missing.deny == {{
			"message": `cluster "prod" does not exist, and ECS will refuse this (ClusterNotFoundException)`,
			"field": "cluster",
		}} with input as testing.with_facts(document, {"cluster": {"status": "MISSING"}})
	}
}

test_denies_inactive if {
	cluster_missing.deny == {{
		"message": `cluster "prod" is INACTIVE: it was deleted, and ECS will refuse this (ClusterNotFoundException)`,
		"field": "cluster",
	}} with input as testing.with_facts(testing.create_service, {"cluster": {"status": "INACTIVE"}})
}

test_admits_active if {
	cluster_missing.deny == set() with input as testing.run_task
}

test_admits_provisioning if {
	cluster_missing.deny == set() with input as testing.with_facts(
		testing.run_task,
		{"cluster": {"status": "PROVISIONING"}},
	)
}

test_denies_what_is_switched_off_in_the_account_as_warning if {
	cluster_missing.deny == {{
		"message": `cluster "prod" does not exist, and ECS will refuse this (ClusterNotFoundException)`,
		"field": "cluster",
		"severity": "warning",
	}} with input as testing.with_operation(
		testing.with_facts(testing.scheduled, {"cluster": {"status": "MISSING"}}),
		{"origin": "state", "enabled": false},
	)
}
