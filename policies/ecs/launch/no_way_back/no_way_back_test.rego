package ecs.launch.no_way_back_test

import data.ecs.launch.no_way_back
import data.ecs.lib.testing

_inactive := {"service": {"revision": {"status": "INACTIVE"}}}

_finding := {
	"message": `"web:40", which service "web" runs now, is INACTIVE: after this update nobody can go back to it by name`,
	"field": "taskDefinition",
}

test_denies_leaving_an_inactive_revision if {
	no_way_back.deny == {_finding} with input as testing.with_facts(testing.update_service, _inactive)
}

test_denies_by_family if {
	no_way_back.deny == {_finding} with input as testing.with_facts(testing.by_family(testing.update_service), _inactive)
}

test_denies_produced_of_unknown_number if {
	no_way_back.deny == {_finding} with input as json.remove(
		testing.with_facts(
			testing.referring(testing.update_service, {"kind": "produced", "raw": "!Ref TaskDefinition"}),
			_inactive,
		),
		["facts/revision/revision"],
	)
}

test_denies_current_number_missing if {
	no_way_back.deny == {{
		"message": `"web", which service "web" runs now, is INACTIVE: after this update nobody can go back to it by name`,
		"field": "taskDefinition",
	}} with input as json.remove(
		testing.with_facts(testing.update_service, _inactive),
		["facts/service/revision/revision"],
	)
}

test_admits_leaving_an_active_revision if {
	no_way_back.deny == set() with input as testing.update_service
}

test_admits_staying if {
	no_way_back.deny == set() with input as testing.with_facts(
		testing.update_service,
		{"service": {"revision": {"revision": 41, "status": "INACTIVE"}}},
	)
}

test_admits_draining_service if {
	no_way_back.deny == set() with input as testing.with_facts(
		testing.update_service,
		object.union(_inactive, {"service": {"status": "DRAINING"}}),
	)
}
