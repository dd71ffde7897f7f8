package ecs.retire.deregister_downgrade_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_downgrade

_newest := testing.with_facts(testing.deregister, {
	"family": {"latestActive": 41, "active": [39, 40, 41]},
	"change": {"latestActiveAfter": 40},
})

_finding := {
	"message": `"web:41" is what "web" means now: the name will silently mean "web:40", which is older`,
	"field": "taskDefinition",
}

test_denies_the_newest if {
	deregister_downgrade.deny == {_finding} with input as _newest
}

test_denies_the_newest_with_those_who_follow if {
	deregister_downgrade.deny == {object.union(
		_finding,
		{"message": concat("", [_finding.message, `, for schedule "default/nightly"`])},
	)} with input as testing.with_facts(_newest, {"holders": {"schedules": [{
		"name": "default/nightly",
		"family": "web",
		"enabled": true,
	}]}})
}

test_denies_latest_active_missing if {
	deregister_downgrade.deny == {_finding} with input as json.remove(_newest, ["facts/family/latestActive"])
}

test_denies_newest_retired_missing if {
	deregister_downgrade.deny == {_finding} with input as json.remove(_newest, ["facts/change/newestRetired"])
}

test_admits_an_older_one if {
	deregister_downgrade.deny == set() with input as testing.deregister
}

test_admits_all_but_the_newest if {
	deregister_downgrade.deny == set() with input as testing.with_facts(testing.deregister, {
		"family": {"latestActive": 45, "active": [40, 41, 45]},
		"change": {"retires": [41, 45], "newestRetired": 45, "latestActiveAfter": 40},
	})
}

# ECS304 speaks of a family that means nothing any more.
test_admits_the_last if {
	deregister_downgrade.deny == set() with input as json.remove(_newest, ["facts/change/latestActiveAfter"])
}

test_admits_a_noop if {
	deregister_downgrade.deny == set() with input as testing.with_status(_newest, "INACTIVE")
}
