package ecs.launch.scope_mismatch_test

import data.ecs.launch.scope_mismatch
import data.ecs.lib.testing

_region := {
	"field": "taskDefinition",
	"what": "region",
	"says": "us-east-1",
	"other": "cluster",
	"otherSays": "eu-west-1",
}

_account := {
	"field": "service",
	"what": "account",
	"says": "123456789012",
	"other": "cluster",
	"otherSays": "210987654321",
}

test_denies_a_conflict if {
	scope_mismatch.deny == {{
		"message": `"taskDefinition" says region "us-east-1", but "cluster" says "eu-west-1"`,
		"field": "taskDefinition",
	}} with input as testing.with_operation(testing.update_service, {"conflicts": [_region]})
}

test_denies_several_conflicts_as_one if {
	scope_mismatch.deny == {{
		"message": concat("; ", [
			`"service" says account "123456789012", but "cluster" says "210987654321"`,
			`"taskDefinition" says region "us-east-1", but "cluster" says "eu-west-1"`,
		]),
		"field": "service",
	}} with input as testing.with_operation(testing.update_service, {"conflicts": [_account, _region]})
}

test_denies_stored if {
	scope_mismatch.deny == {{
		"message": `"taskDefinition" says region "us-east-1", but "cluster" says "eu-west-1"`,
		"field": "taskDefinition",
	}} with input as testing.with_operation(testing.scheduled, {"conflicts": [_region]})
}

test_admits_agreement if {
	scope_mismatch.deny == set() with input as testing.update_service
}
