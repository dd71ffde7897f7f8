package ecs.retire.deregister_rollback_target_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_rollback_target

_target(name, moved) := {
	"cluster": "prod",
	"name": name,
	"hold": "rollbackTarget",
	"moved": moved,
	"created": false,
}

_targets(document, targets) := testing.with_facts(document, {"holders": {"rollbackTargets": targets}})

_message := concat("", [
	`"web:41" is what service "web" in cluster "prod" would be rolled back to:`,
	` nobody can go back to it by name afterwards`,
])

test_denies_a_target if {
	every document in [testing.deregister, testing.delete] {
		deregister_rollback_target.deny == {{
			"message": _message,
			"field": "taskDefinition",
			"severity": "warning",
		}} with input as _targets(document, [_target("web", false)])
	}
}

test_denies_what_this_change_replaces_as_info if {
	deregister_rollback_target.deny == {{
		"message": _message,
		"field": "taskDefinition",
		"severity": "info",
	}} with input as _targets(testing.deregister, [_target("web", true)])
}

test_denies_several_services_as_one if {
	deregister_rollback_target.deny == {{
		"message": concat("", [
			`"web:41" is what service "api" in cluster "prod", service "web" in cluster "prod" would be rolled back to:`,
			` nobody can go back to it by name afterwards`,
		]),
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as _targets(testing.deregister, [_target("web", true), _target("api", false)])
}

test_denies_a_deletion_during_the_roll_out if {
	deregister_rollback_target.deny == {{
		"message": concat("", [_message, "; ECS keeps it DELETE_IN_PROGRESS until the roll-out of this change ends"]),
		"field": "taskDefinition",
		"severity": "info",
	}} with input as _targets(testing.delete, [_target("web", true)])
}

_source := object.union(_target("web", false), {"hold": "source"})

test_denies_deleting_what_a_deployment_came_from if {
	deregister_rollback_target.deny == {{
		"message": _message,
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as testing.with_facts(testing.delete, {"holders": {"services": [_source]}})
}

test_admits_what_a_deployment_came_from_to_the_rule_of_deployments if {
	document := testing.with_facts(testing.deregister, {"holders": {"services": [_source]}})
	deregister_rollback_target.deny == set() with input as document
}

test_admits_unused if {
	deregister_rollback_target.deny == set() with input as testing.deregister
}

test_admits_what_changes_nothing if {
	deregister_rollback_target.deny == set() with input as testing.with_status(
		_targets(testing.deregister, [_target("web", false)]),
		"INACTIVE",
	)
	every status in ["ACTIVE", "DELETE_IN_PROGRESS"] {
		deregister_rollback_target.deny == set() with input as testing.with_status(
			_targets(testing.delete, [_target("web", false)]),
			status,
		)
	}
}

_guess := {"hold": "perhapsRollbackTarget"}

test_denies_what_a_service_may_go_back_to_as_info if {
	deregister_rollback_target.deny == {{
		"message": `"web:41" may be what service "web" in cluster "prod" would be rolled back to: no earlier deployment can be read`,
		"field": "taskDefinition",
		"severity": "info",
	}} with input as _targets(testing.deregister, [object.union(_target("web", false), _guess)])
}

test_denies_what_is_certain_and_what_may_be_as_one if {
	deregister_rollback_target.deny == {{
		"message": concat("", [_message, `; it may be so for service "api" in cluster "prod", too`]),
		"field": "taskDefinition",
		"severity": "warning",
	}} with input as _targets(testing.deregister, [_target("web", false), object.union(_target("api", false), _guess)])
}
