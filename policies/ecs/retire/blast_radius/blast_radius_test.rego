package ecs.retire.blast_radius_test

import data.ecs.lib.testing
import data.ecs.retire.blast_radius

_retiring(revisions) := object.union(testing.change, {"change": {"altered": revisions}})

_emptying(families) := object.union(testing.change, {"change": {"emptied": [name |
	some number in numbers.range(1, families)
	name := sprintf("family-%02d", [number])
]}})

test_denies_too_many_revisions if {
	blast_radius.deny == {{
		"message": "the change retires 101 revisions, more than 100",
		"field": "",
	}} with input as _retiring(101)
}

test_denies_too_many_families if {
	blast_radius.deny == {{
		"message": concat("", [
			`the change takes every ACTIVE revision of 11 families, more than 10, among them "family-01", "family-02",`,
			` "family-03", "family-04", "family-05", "family-06", "family-07", "family-08", "family-09", "family-10"`,
		]),
		"field": "",
	}} with input as _emptying(11)
}

test_denies_both_as_one if {
	blast_radius.deny == {{
		"message": concat("", [
			`the change retires 3 revisions, more than 2,`,
			` and takes every ACTIVE revision of 1 families, more than 0, among them "family-01"`,
		]),
		"field": "",
	}} with input as object.union(_emptying(1), {"change": {"altered": 3}})
		with data.config.ECS312 as {"max_revisions": 2, "max_families": 0}
}

test_denies_beyond_a_bound_in_quotes if {
	blast_radius.deny == {{
		"message": "the change retires 3 revisions, more than 2",
		"field": "",
	}} with input as _retiring(3)
		with data.config.ECS312 as {"max_revisions": "2"}
}

test_admits_at_the_bounds if {
	blast_radius.deny == set() with input as _retiring(100)
	blast_radius.deny == set() with input as _emptying(10)
}

test_admits_beneath_raised_bounds if {
	blast_radius.deny == set() with input as _retiring(500)
		with data.config.ECS312 as {"max_revisions": 500}
	blast_radius.deny == set() with input as _emptying(20)
		with data.config.ECS312 as {"max_families": 20}
}
