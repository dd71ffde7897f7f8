package ecs.retire.retire_missing_test

import data.ecs.lib.testing
import data.ecs.retire.retire_missing

test_denies_missing if {
	every document in [testing.deregister, testing.delete] {
		retire_missing.deny == {{
			"message": `"web:41" does not exist: there is nothing to retire`,
			"field": "taskDefinition",
		}} with input as testing.with_status(document, "MISSING")
	}
}

test_admits_what_exists if {
	every document in [testing.deregister, testing.delete] {
		retire_missing.deny == set() with input as document
	}
}
