package ecs.lib.holder_test

import data.ecs.lib.holder

test_service_is_quoted if {
	holder.service("prod", "web\n") == `service "web\n" in cluster "prod"`
}

test_tasks_of_a_service if {
	holder.tasks("prod", "web", 1) == `1 task of service "web" in cluster "prod"`
	holder.tasks("prod", "web", 12) == `12 tasks of service "web" in cluster "prod"`
}

test_standalone_tasks if {
	holder.tasks("prod", "", 1) == `1 standalone task in cluster "prod"`
	holder.tasks("prod", "", 3) == `3 standalone tasks in cluster "prod"`
}

test_operation_is_located if {
	holder.operation("RunTask", "deploy/run.json", 3) == `RunTask ("deploy/run.json", line 3)`
}
