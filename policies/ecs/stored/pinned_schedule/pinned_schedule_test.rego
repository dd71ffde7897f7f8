package ecs.stored.pinned_schedule_test

import data.ecs.lib.testing
import data.ecs.stored.pinned_schedule

test_denies_a_number if {
	every kind, noun in {"rule": "rule", "schedule": "schedule", "pipe": "pipe", "stateMachine": "state"} {
		pinned_schedule.deny == {{
			"message": sprintf(
				`"web:41" is pinned in %s "default/nightly": the next clean-up of the family breaks it`,
				[noun],
			),
			"field": "taskDefinition",
		}} with input as testing.with_operation(testing.scheduled, {"holder": kind})
	}
}

# An AppSpec is written for one deployment.
test_admits_an_appspec if {
	pinned_schedule.deny == set() with input as testing.with_operation(testing.scheduled, {"holder": "appSpec"})
}

test_admits_holder_missing if {
	pinned_schedule.deny == set() with input as json.remove(testing.scheduled, ["operation/holder"])
}
