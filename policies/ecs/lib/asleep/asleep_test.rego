package ecs.lib.asleep_test

import data.ecs.lib.asleep
import data.ecs.lib.testing

test_launch_that_is_switched_off_in_the_account if {
	asleep.launch with input as testing.with_operation(testing.scheduled, {"origin": "state", "enabled": false})
}

test_launch_that_is_switched_on if {
	not asleep.launch with input as testing.with_operation(testing.scheduled, {"origin": "state"})
}

test_launch_that_a_file_writes if {
	not asleep.launch with input as testing.with_operation(testing.scheduled, {"enabled": false})
}
