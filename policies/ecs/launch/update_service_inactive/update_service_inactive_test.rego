package ecs.launch.update_service_inactive_test

import data.ecs.launch.update_service_inactive
import data.ecs.lib.testing

test_denies_inactive if {
	update_service_inactive.deny == {{
		"message": concat(" ", [
			`"web:41" is INACTIVE: ECS will refuse to update the service to it`,
			`(ClientException: TaskDefinition is inactive)`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_status(testing.update_service, "INACTIVE")
}

test_denies_delete_in_progress_from_a_template if {
	update_service_inactive.deny == {{
		"message": `"web:41" is DELETE_IN_PROGRESS: ECS will refuse to update the service to it`,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_operation(
		testing.with_status(testing.update_service, "DELETE_IN_PROGRESS"),
		{"origin": "template"},
	)
}

# The service runs web:41, and the request names it.
_unchanged := testing.with_facts(testing.update_service, {
	"revision": {"status": "INACTIVE"},
	"service": {"revision": {"revision": 41, "status": "INACTIVE"}},
})

_unchanged_message := concat("", [
	`"web:41" is INACTIVE: the service runs it already and can scale if taskDefinition is left out,`,
	` but ECS will refuse an update that names it (ClientException: TaskDefinition is inactive)`,
])

test_denies_the_revision_that_runs if {
	update_service_inactive.deny == {{
		"message": _unchanged_message,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as _unchanged
}

test_denies_an_unchanged_pin_of_a_template_as_a_warning if {
	update_service_inactive.deny == {{
		"message": _unchanged_message,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_operation(_unchanged, {"origin": "template"})
}

test_denies_service_missing if {
	update_service_inactive.deny == {{
		"message": concat(" ", [
			`"web:41" is INACTIVE: ECS will refuse to update the service to it`,
			`(ClientException: TaskDefinition is inactive)`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as json.remove(testing.with_status(testing.update_service, "INACTIVE"), ["facts/service"])
}

test_denies_within_the_window if {
	update_service_inactive.deny == {{
		"message": concat("", [
			`"web:41" is INACTIVE: ECS will refuse to update the service to it`,
			` (ClientException: TaskDefinition is inactive)`,
			`; until 2026-11-23T10:06:00Z it may still accept the request, which is no reason to send it`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_facts(
		testing.update_service,
		{"revision": {"status": "INACTIVE", "deregisteredAt": "2026-11-23T09:56:00Z"}},
	)
}

test_admits_active if {
	update_service_inactive.deny == set() with input as testing.update_service
}

test_admits_scaling if {
	update_service_inactive.deny == set() with input as testing.scale_service
}
