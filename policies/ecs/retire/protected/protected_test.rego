package ecs.retire.protected_test

import data.ecs.lib.testing
import data.ecs.retire.protected

test_denies_a_protected_family if {
	every document in [testing.deregister, testing.delete, testing.with_status(testing.delete, "ACTIVE")] {
		protected.deny == {{
			"message": `"web:41" is protected by "web"`,
			"field": "taskDefinition",
		}} with input as document
			with data.config.ECS315 as {"families": ["api", "web"]}
	}
}

test_denies_a_protected_revision if {
	protected.deny == {{
		"message": `"web:41" is protected by "w*:41", "web:4?"`,
		"field": "taskDefinition",
	}} with input as testing.deregister
		with data.config.ECS315 as {"families": ["web:4?", "w*:41", "web:40"]}
}

test_admits_other_families if {
	protected.deny == set() with input as testing.deregister
		with data.config.ECS315 as {"families": ["web-*", "api", "web:40"]}
}

test_admits_without_configuration if {
	protected.deny == set() with input as testing.deregister
}

test_admits_what_changes_nothing if {
	every document in [
		testing.with_status(testing.deregister, "INACTIVE"),
		testing.with_status(testing.delete, "DELETE_IN_PROGRESS"),
		testing.with_status(testing.delete, "MISSING"),
	] {
		protected.deny == set() with input as document
			with data.config.ECS315 as {"families": ["*"]}
	}
}

test_denies_what_an_express_service_owns if {
	protected.deny == {{
		"message": `"web:41" belongs to the Express service "prod/web", which registers its revisions itself`,
		"field": "taskDefinition",
	}} with input as testing.with_facts(testing.deregister, {"holders": {"owner": "prod/web"}})
}

test_admits_what_an_express_service_owned if {
	protected.deny == set() with input as testing.with_status(
		testing.with_facts(testing.deregister, {"holders": {"owner": "prod/web"}}),
		"INACTIVE",
	)
}
