package ecs.launch.service_name_taken_test

import data.ecs.launch.service_name_taken
import data.ecs.lib.testing

test_denies_active_as_a_warning if {
	service_name_taken.deny == {{
		"message": concat(" ", [
			`service "web" in cluster "prod" exists: ECS will refuse another one that differs from it`,
			`(InvalidParameterException: Creation of service was not idempotent.)`,
		]),
		"field": "serviceName",
		"severity": "warning",
	}} with input as testing.with_facts(testing.create_service, {"service": {"status": "ACTIVE"}})
}

test_denies_draining if {
	service_name_taken.deny == {{
		"message": concat(" ", [
			`service "web" in cluster "prod" is DRAINING:`,
			`ECS will refuse a new one of that name until its tasks have stopped`,
			`(InvalidParameterException: Unable to Start a service that is still Draining.)`,
		]),
		"field": "serviceName",
	}} with input as testing.with_facts(testing.create_service, {"service": {"status": "DRAINING"}})
}

test_admits_missing if {
	service_name_taken.deny == set() with input as testing.create_service
}

test_admits_inactive if {
	service_name_taken.deny == set() with input as testing.with_facts(
		testing.create_service,
		{"service": {"status": "INACTIVE"}},
	)
}
