package ecs.retire.deregister_in_deployment_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_in_deployment

_service(name, hold) := {
	"cluster": "prod",
	"name": name,
	"hold": hold,
	"moved": false,
	"created": false,
}

_warning := concat("", [
	": once it is INACTIVE, going back to it by name will fail,",
	" and an automatic roll-back to it is not documented",
])

test_denies_each_end_of_a_deployment if {
	every hold, role in {
		"deployment": "a deployment",
		"source": "the source of a deployment",
		"taskSet": "a task set",
	} {
		deregister_in_deployment.deny == {{
			"message": sprintf(`"web:41" is needed by %s of service "web" in cluster "prod"%s`, [role, _warning]),
			"field": "taskDefinition",
		}} with input as testing.with_facts(testing.deregister, {"holders": {"services": [_service("web", hold)]}})
	}
}

test_denies_several_services_as_one if {
	deregister_in_deployment.deny == {{
		"message": concat("", [
			`"web:41" is needed by a deployment of service "api" in cluster "prod",`,
			` the source of a deployment of service "web" in cluster "prod"`,
			_warning,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_facts(
		testing.deregister,
		{"holders": {"services": [_service("web", "source"), _service("api", "deployment"), _service("shop", "current")]}},
	)
}

test_admits_unused if {
	deregister_in_deployment.deny == set() with input as testing.deregister
}

test_admits_steady_and_draining_services if {
	deregister_in_deployment.deny == set() with input as testing.with_facts(
		testing.deregister,
		{"holders": {"services": [_service("web", "current"), _service("old", "draining")]}},
	)
}

test_admits_a_noop if {
	deregister_in_deployment.deny == set() with input as testing.with_facts(testing.deregister, {
		"revision": {"status": "INACTIVE"},
		"holders": {"services": [_service("web", "deployment")]},
	})
}
