package ecs.retire.deregister_needs_revision_test

import data.ecs.lib.testing
import data.ecs.retire.deregister_needs_revision

test_denies_deregistering_a_family if {
	deregister_needs_revision.deny == {{
		"message": `"web" names no revision: ECS will refuse it (InvalidParameterException: Revision is missing)`,
		"field": "taskDefinition",
	}} with input as testing.by_family(testing.deregister)
}

test_denies_deleting_a_family if {
	deregister_needs_revision.deny == {{
		"message": `"web" names no revision: ECS will refuse it (with status 200 and a failure in the body)`,
		"field": "taskDefinition",
	}} with input as testing.by_family(testing.delete)
}

# The engine asks this rule only about references by family.
test_admits_a_launch_by_family if {
	deregister_needs_revision.deny == set() with input as testing.by_family(testing.run_task)
}
