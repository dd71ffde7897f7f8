package ecs.launch.scale_inactive_test

import data.ecs.launch.scale_inactive
import data.ecs.lib.testing

_inactive := {"service": {"revision": {"status": "INACTIVE"}}}

test_denies_inactive if {
	scale_inactive.deny == {{
		"message": concat("", [
			`service "web" stays on "web:40", which is INACTIVE:`,
			` it can scale, but it can not be updated to it again`,
		]),
		"field": "service",
	}} with input as testing.with_facts(testing.scale_service, _inactive)
}

test_denies_revision_number_missing if {
	scale_inactive.deny == {{
		"message": concat("", [
			`service "web" stays on "web", which is INACTIVE:`,
			` it can scale, but it can not be updated to it again`,
		]),
		"field": "service",
	}} with input as json.remove(
		testing.with_facts(testing.scale_service, _inactive),
		["facts/service/revision/revision"],
	)
}

test_admits_active if {
	scale_inactive.deny == set() with input as testing.scale_service
}

test_admits_a_deployment if {
	scale_inactive.deny == set() with input as testing.with_operation(
		testing.with_facts(testing.scale_service, _inactive),
		{"deploymentParameters": ["forceNewDeployment"]},
	)
}

test_admits_draining_service if {
	scale_inactive.deny == set() with input as testing.with_facts(
		testing.scale_service,
		object.union(_inactive, {"service": {"status": "DRAINING"}}),
	)
}
