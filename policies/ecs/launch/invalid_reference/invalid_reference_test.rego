package ecs.launch.invalid_reference_test

import data.ecs.launch.invalid_reference
import data.ecs.lib.testing

test_denies_invalid if {
	every document in [testing.run_task, testing.update_service, testing.deregister, testing.scheduled] {
		invalid_reference.deny == {{
			"message": `"web:latest" names no task definition: the revision must be a positive number`,
			"field": "taskDefinition",
		}} with input as testing.invalid(document)
	}
}

test_denies_reason_missing if {
	invalid_reference.deny == {{
		"message": `"web:latest" names no task definition`,
		"field": "taskDefinition",
	}} with input as json.remove(testing.invalid(testing.run_task), ["operation/reference/reason"])
}

test_denies_absent if {
	every document in [testing.run_task, testing.start_task, testing.create_service, testing.create_task_set] {
		invalid_reference.deny == {{
			"message": sprintf("%s names no task definition: ECS will refuse it (TaskDefinition can not be blank)", [
				document.operation.action,
			]),
			"field": "taskDefinition",
		}} with input as testing.unnamed(document)
	}
}

test_denies_absent_in_a_retirement if {
	invalid_reference.deny == {{
		"message": "DeregisterTaskDefinition names no task definition: ECS will refuse it",
		"field": "taskDefinition",
	}} with input as testing.unnamed(testing.deregister)
}

test_admits_absent_in_an_update if {
	invalid_reference.deny == set() with input as testing.scale_service
}

test_admits_absent_with_the_external_controller if {
	invalid_reference.deny == set() with input as testing.with_operation(
		testing.unnamed(testing.create_service),
		{"deploymentController": "EXTERNAL"},
	)
}

test_admits_a_revision if {
	invalid_reference.deny == set() with input as testing.run_task
}

_register := testing.with_operation(
	testing.invalid(testing.run_task),
	{"action": "RegisterTaskDefinition", "parameters": ["containerDefinitions", "family"]},
)

test_denies_a_family_that_is_none if {
	invalid_reference.deny == {{
		"message": `"web:latest" is no name of a family: the revision must be a positive number: ECS will refuse to register it`,
		"field": "family",
	}} with input as _register
}

test_denies_a_family_in_a_file if {
	invalid_reference.deny == {{
		"message": `"web:latest" is no name of a family: ECS will refuse to register it`,
		"field": "taskDefinition",
	}} with input as json.remove(_register, ["operation/reference/reason", "operation/parameters"])
}

test_admits_a_registration_without_a_reference if {
	invalid_reference.deny == set() with input as testing.with_operation(
		testing.unnamed(testing.run_task),
		{"action": "RegisterTaskDefinition"},
	)
}
