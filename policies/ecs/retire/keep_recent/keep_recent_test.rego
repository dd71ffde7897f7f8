package ecs.retire.keep_recent_test

import data.ecs.lib.testing
import data.ecs.retire.keep_recent

_active(numbers) := testing.with_facts(
	testing.deregister,
	{"family": {"active": numbers, "latest": 45, "latestActive": 45}},
)

_finding(keep) := {
	"message": sprintf(`"web:41" is one of the newest %d ACTIVE revisions of "web"`, [keep]),
	"field": "taskDefinition",
}

test_denies_one_of_the_newest if {
	every numbers in [[40, 41, 44, 45], [41, 45], [39, 40, 41]] {
		keep_recent.deny == {_finding(3)} with input as _active(numbers)
	}
}

test_denies_newest_retired_missing if {
	keep_recent.deny == {_finding(3)} with input as json.remove(_active([40, 41, 44, 45]), ["facts/change/newestRetired"])
}

test_denies_within_another_bound if {
	keep_recent.deny == {_finding(4)} with input as _active([40, 41, 43, 44, 45])
		with data.config.ECS313 as {"keep": 4}
}

test_admits_an_older_one if {
	keep_recent.deny == set() with input as _active([40, 41, 43, 44, 45])
}

test_admits_an_older_one_beside_one_of_the_newest if {
	keep_recent.deny == set() with input as testing.with_facts(
		_active([40, 41, 43, 44, 45]),
		{"change": {"newestRetired": 44}},
	)
}

test_admits_beyond_another_bound if {
	keep_recent.deny == set() with input as _active([40, 41, 45])
		with data.config.ECS313 as {"keep": 1}
	keep_recent.deny == set() with input as _active([40, 41])
		with data.config.ECS313 as {"keep": 0}
}

test_admits_a_noop if {
	keep_recent.deny == set() with input as testing.with_status(_active([41]), "INACTIVE")
}
