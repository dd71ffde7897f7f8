package ecs.retire.deregister_in_service_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_in_service

_service(name, hold) := {
	"cluster": "prod",
	"name": name,
	"hold": hold,
	"moved": false,
	"created": false,
}

_in_use := testing.with_facts(testing.deregister, {"holders": {"services": [_service("web", "current")]}})

_message := concat("", [
	`"web:41" is run by service "web" in cluster "prod":`,
	` it can go on and scale, but not be updated to this revision or rebuilt`,
])

test_denies_a_steady_service if {
	every origin in ["proposal", "request", "tool"] {
		deregister_in_service.deny == {{
			"message": _message,
			"field": "taskDefinition",
			"severity": "error",
		}} with input as testing.with_operation(_in_use, {"origin": origin})
	}
}

test_denies_what_a_declarative_change_implies_as_a_warning if {
	every origin in ["plan", "template"] {
		deregister_in_service.deny == {{
			"message": _message,
			"field": "taskDefinition",
			"severity": "warning",
		}} with input as testing.with_operation(_in_use, {"origin": origin})
	}
}

test_denies_several_services_as_one if {
	deregister_in_service.deny == {{
		"message": concat("", [
			`"web:41" is run by service "api" in cluster "prod", service "web" in cluster "prod":`,
			` it can go on and scale, but not be updated to this revision or rebuilt`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_facts(
		testing.deregister,
		{"holders": {"services": [_service("web", "current"), _service("api", "current"), _service("old", "draining")]}},
	)
}

test_admits_unused if {
	deregister_in_service.deny == set() with input as testing.deregister
}

test_admits_other_holds if {
	every hold in ["deployment", "source", "taskSet", "draining"] {
		deregister_in_service.deny == set() with input as testing.with_facts(
			testing.deregister,
			{"holders": {"services": [_service("web", hold)]}},
		)
	}
}

test_admits_a_noop if {
	deregister_in_service.deny == set() with input as testing.with_status(_in_use, "INACTIVE")
}
