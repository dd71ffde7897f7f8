package ecs.audit.stack_left_behind_test

import data.ecs.audit.stack_left_behind
import data.ecs.lib.testing

test_denies_the_stack_of_an_inactive_revision if {
	stack_left_behind.deny == {{
		"message": concat("", [
			`"web:41" is INACTIVE, and the console's stack of it is still there: `,
			`"ECS-Console-V2-TaskDefinition-1"`,
		]),
		"field": "taskDefinition",
	}} with input as testing.with_status(testing.stack, "INACTIVE")
}

test_admits_the_stack_of_an_active_revision if {
	stack_left_behind.deny == set() with input as testing.stack
}

test_admits_a_service if {
	stack_left_behind.deny == set() with input as testing.with_status(testing.standing, "INACTIVE")
}
