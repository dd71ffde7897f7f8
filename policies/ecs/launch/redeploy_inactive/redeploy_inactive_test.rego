package ecs.launch.redeploy_inactive_test

import data.ecs.launch.redeploy_inactive
import data.ecs.lib.testing

_redeploy := testing.with_operation(testing.scale_service, {
	"forceNewDeployment": true,
	"parameters": ["cluster", "forceNewDeployment", "service"],
	"deploymentParameters": ["forceNewDeployment"],
})

test_denies_inactive if {
	redeploy_inactive.deny == {{
		"message": concat("", [
			`"forceNewDeployment" starts a deployment of "web:40", which is INACTIVE:`,
			` that this works is not documented`,
		]),
		"field": "forceNewDeployment",
	}} with input as testing.with_facts(_redeploy, {"service": {"revision": {"status": "INACTIVE"}}})
}

test_denies_revision_number_missing if {
	redeploy_inactive.deny == {{
		"message": concat("", [
			`"forceNewDeployment" starts a deployment of "web", which is DELETE_IN_PROGRESS:`,
			` that this works is not documented`,
		]),
		"field": "forceNewDeployment",
	}} with input as json.remove(
		testing.with_facts(_redeploy, {"service": {"revision": {"status": "DELETE_IN_PROGRESS"}}}),
		["facts/service/revision/revision"],
	)
}

test_denies_a_parameter_of_unknown_effect if {
	document := testing.with_facts(
		testing.with_operation(_redeploy, {
			"deploymentParameters": ["monitoring"],
			"undocumentedParameters": ["monitoring"],
		}),
		{"service": {"revision": {"status": "INACTIVE"}}},
	)
	redeploy_inactive.deny == {{
		"message": concat("", [
			`"monitoring" may start a deployment of "web:40", which is INACTIVE:`,
			` that this works is not documented`,
		]),
		"field": "monitoring",
	}} with input as document
}

test_admits_active if {
	redeploy_inactive.deny == set() with input as _redeploy
}

test_admits_scaling if {
	redeploy_inactive.deny == set() with input as testing.with_facts(
		testing.scale_service,
		{"service": {"revision": {"status": "INACTIVE"}}},
	)
}

test_admits_draining_service if {
	redeploy_inactive.deny == set() with input as testing.with_facts(
		_redeploy,
		{"service": {"status": "DRAINING", "revision": {"status": "INACTIVE"}}},
	)
}
