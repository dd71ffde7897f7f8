package ecs.launch.controller_forbids_test

import data.ecs.launch.controller_forbids
import data.ecs.lib.testing

_controller(document, controller) := testing.with_facts(document, {"service": {"deploymentController": controller}})

_code_deploy_message := concat("", [
	`service "web" has the deployment controller CODE_DEPLOY: ECS will refuse "taskDefinition"`,
	` (InvalidParameterException: Unable to update task definition on services with a`,
	` CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.)`,
])

test_denies_code_deploy if {
	controller_forbids.deny == {{
		"message": _code_deploy_message,
		"field": "taskDefinition",
		"severity": "error",
	}} with input as _controller(testing.update_service, "CODE_DEPLOY")
}

test_denies_the_move_to_ecs_as_a_warning if {
	every controller in ["CODE_DEPLOY", "EXTERNAL"] {
		every operation in [
			{"deploymentController": "ECS"},
			{"deploymentController": "", "request": {"deploymentController": {"type": "ECS"}}},
		] {
			some finding in controller_forbids.deny with input as testing.with_operation(
				_controller(testing.update_service, controller),
				object.union(operation, {"deploymentParameters": ["deploymentController", "loadBalancers"]}),
			)
			finding.severity == "warning"
			contains(finding.message, "it is not documented whether ECS accepts")
		}
	}
}

test_denies_the_move_to_another_controller if {
	some finding in controller_forbids.deny with input as testing.with_operation(
		_controller(testing.update_service, "CODE_DEPLOY"),
		{"deploymentParameters": ["deploymentController"], "deploymentController": "EXTERNAL"},
	)
	finding.severity == "error"
}

test_denies_a_template_or_tool_as_a_warning if {
	every origin in ["template", "tool"] {
		controller_forbids.deny == {{
			"message": _code_deploy_message,
			"field": "taskDefinition",
			"severity": "warning",
		}} with input as testing.with_operation(_controller(testing.update_service, "CODE_DEPLOY"), {"origin": origin})
	}
}

test_denies_external if {
	controller_forbids.deny == {{
		"message": concat("", [
			`service "web" has the deployment controller EXTERNAL:`,
			` ECS will refuse "networkConfiguration", "platformVersion"`,
		]),
		"field": "networkConfiguration",
		"severity": "error",
	}} with input as testing.with_operation(
		_controller(testing.scale_service, "EXTERNAL"),
		{"deploymentParameters": ["networkConfiguration", "platformVersion"]},
	)
}

test_denies_undocumented_parameters_as_a_warning if {
	controller_forbids.deny == {{
		"message": concat("", [
			`service "web" has the deployment controller CODE_DEPLOY:`,
			` it is not documented whether ECS accepts "novelty"`,
		]),
		"field": "novelty",
		"severity": "warning",
	}} with input as testing.with_operation(
		_controller(testing.scale_service, "CODE_DEPLOY"),
		{"deploymentParameters": ["novelty"], "undocumentedParameters": ["novelty"]},
	)
}

test_denies_undocumented_parameters_beside_others if {
	controller_forbids.deny == {{
		"message": concat("", [
			`service "web" has the deployment controller EXTERNAL:`,
			` ECS will refuse "novelty", "taskDefinition"`,
		]),
		"field": "taskDefinition",
		"severity": "error",
	}} with input as testing.with_operation(
		_controller(testing.update_service, "EXTERNAL"),
		{"deploymentParameters": ["novelty", "taskDefinition"], "undocumentedParameters": ["novelty"]},
	)
}

test_denies_task_set_of_ecs if {
	controller_forbids.deny == {{
		"message": `service "web" has the deployment controller ECS: ECS will refuse a task set`,
		"field": "service",
	}} with input as _controller(testing.create_task_set, "ECS")
}

test_denies_task_set_of_code_deploy_as_a_warning if {
	controller_forbids.deny == {{
		"message": concat("", [
			`service "web" has the deployment controller CODE_DEPLOY:`,
			` task sets of others than CodeDeploy are not documented`,
		]),
		"field": "service",
		"severity": "warning",
	}} with input as _controller(testing.create_task_set, "CODE_DEPLOY")
}

test_admits_update_of_ecs if {
	controller_forbids.deny == set() with input as testing.update_service
}

test_admits_scaling if {
	controller_forbids.deny == set() with input as _controller(testing.scale_service, "CODE_DEPLOY")
}

test_admits_task_set_of_external if {
	controller_forbids.deny == set() with input as testing.create_task_set
}

test_admits_draining_service if {
	draining := {"service": {"status": "DRAINING"}}
	controller_forbids.deny == set() with input as testing.with_facts(
		_controller(testing.update_service, "CODE_DEPLOY"),
		draining,
	)
	controller_forbids.deny == set() with input as testing.with_facts(
		_controller(testing.create_task_set, "ECS"),
		draining,
	)
}
