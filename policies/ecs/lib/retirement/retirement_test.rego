package ecs.lib.retirement_test

import data.ecs.lib.retirement

test_alters_what_the_action_retires if {
	retirement.alters("DeregisterTaskDefinition", "ACTIVE")
	retirement.alters("DeleteTaskDefinitions", "INACTIVE")
}

test_alters_nothing_else if {
	not retirement.alters("DeregisterTaskDefinition", "INACTIVE")
	not retirement.alters("DeregisterTaskDefinition", "DELETE_IN_PROGRESS")
	not retirement.alters("DeleteTaskDefinitions", "ACTIVE")
	not retirement.alters("DeleteTaskDefinitions", "DELETE_IN_PROGRESS")
	not retirement.alters("RunTask", "ACTIVE")
}
