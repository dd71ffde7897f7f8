package ecs.lib.stored_test

import data.ecs.lib.stored
import data.ecs.lib.testing

_pinned(name, enabled) := {"name": name, "family": "web", "revision": 41, "enabled": enabled}

_follower := {"name": "follower", "family": "web", "enabled": true}

_version := object.union(_pinned("orders", true), {"via": "version 3"})

_document := testing.with_facts(testing.deregister, {"holders": {
	"rules": [_pinned("default/warmup/1", true), _follower],
	"schedules": [_pinned("default/nightly", false), _follower],
	"pipes": [_pinned("orders", true), _follower],
	"stateMachines": [_version, _follower],
}})

test_names_who_pins_the_revision if {
	stored.holders == {
		`rule "default/warmup/1"`,
		`schedule "default/nightly" (disabled)`,
		`pipe "orders"`,
		`state machine "orders" (version 3)`,
	} with input as _document
}

test_tells_who_triggers if {
	stored.triggers == {"default/warmup/1", "orders"} with input as _document
}

test_tells_whose_failure_nobody_sees if {
	stored.silent == {"default/warmup/1", "orders"} with input as _document
	stored.silent == set() with input as testing.with_facts(testing.deregister, {"holders": {"stateMachines": [_version]}})
}

test_tells_what_runs_now if {
	stored.current == {"default/warmup/1", "default/nightly", "orders"} with input as _document
}

test_nobody if {
	stored.holders == set() with input as testing.deregister
	stored.triggers == set() with input as testing.deregister
}
