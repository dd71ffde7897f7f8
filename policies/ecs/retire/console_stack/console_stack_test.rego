package ecs.retire.console_stack_test

import data.ecs.lib.testing
import data.ecs.retire.console_stack

_stack := "ECS-Console-V2-TaskDefinition-0f4b6a5e"

_document := testing.with_facts(testing.deregister, {"holders": {"stacks": [{"name": _stack}]}})

test_denies_a_stack if {
	console_stack.deny == {{
		"message": concat("", [`"web:41" was registered in the console, whose stack "`, _stack, `" stays behind`]),
		"field": "taskDefinition",
	}} with input as _document
}

test_admits_without_a_stack if {
	console_stack.deny == set() with input as testing.deregister
}

test_admits_what_changes_nothing if {
	console_stack.deny == set() with input as testing.with_status(_document, "INACTIVE")
}
