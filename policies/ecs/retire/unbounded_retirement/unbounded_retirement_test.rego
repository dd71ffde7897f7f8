package ecs.retire.unbounded_retirement_test

import data.ecs.lib.testing
import data.ecs.retire.unbounded_retirement

_loop(retirement, unbounded) := testing.with_operation(retirement, {
	"unbounded": unbounded,
	"reference": {"kind": "unresolved", "raw": "$arn", "reason": `"$arn" is each of "$(aws ecs list-task-definitions)"`},
})

test_denies_a_loop_over_everything if {
	every retirement in [testing.deregister, testing.delete] {
		unbounded_retirement.deny == {{
			"message": `"$arn" can be any revision of any family: nothing bounds the list that it is taken from`,
			"field": "taskDefinition",
		}} with input as _loop(retirement, true)
	}
}

test_admits_a_loop_over_a_family if {
	every retirement in [testing.deregister, testing.delete] {
		unbounded_retirement.deny == set() with input as _loop(retirement, false)
	}
}
