package ecs.launch.service_not_active_test

import data.ecs.launch.service_not_active
import data.ecs.lib.testing

test_denies_draining if {
	service_not_active.deny == {{
		"message": concat("", [
			`service "web" in cluster "prod" is DRAINING: it was deleted,`,
			` and ECS will refuse this (ServiceNotActiveException)`,
		]),
		"field": "service",
	}} with input as testing.with_facts(testing.update_service, {"service": {"status": "DRAINING"}})
}

test_denies_inactive if {
	service_not_active.deny == {{
		"message": concat("", [
			`service "web" in cluster "prod" is not ACTIVE:`,
			` ECS will refuse this (ServiceNotActiveException)`,
		]),
		"field": "service",
	}} with input as testing.with_facts(testing.create_task_set, {"service": {"status": "INACTIVE"}})
}

test_denies_missing if {
	service_not_active.deny == {{
		"message": concat("", [
			`service "web" in cluster "prod" does not exist:`,
			` ECS will refuse this (ServiceNotFoundException)`,
		]),
		"field": "service",
	}} with input as testing.with_facts(testing.scale_service, {"service": {"status": "MISSING"}})
}

test_denies_whatever_the_reference_is if {
	service_not_active.deny == {{
		"message": concat("", [
			`service "web" in cluster "prod" does not exist:`,
			` ECS will refuse this (ServiceNotFoundException)`,
		]),
		"field": "service",
	}} with input as testing.with_facts(testing.invalid(testing.update_service), {"service": {"status": "MISSING"}})
}

test_admits_active if {
	service_not_active.deny == set() with input as testing.update_service
}

# ECS114 speaks of the cluster.
test_admits_service_missing if {
	service_not_active.deny == set() with input as json.remove(testing.update_service, ["facts/service"])
}
