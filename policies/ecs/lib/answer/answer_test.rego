package ecs.lib.answer_test

import data.ecs.lib.answer

test_inactive_quotes_what_was_seen if {
	answer.inactive("RunTask", "INACTIVE") == " (InvalidParameterException: TaskDefinition is inactive)"
	answer.inactive("UpdateService", "INACTIVE") == " (ClientException: TaskDefinition is inactive)"
	answer.inactive("CreateService", "INACTIVE") == " (ClientException: TaskDefinition is inactive)"
}

test_inactive_is_empty_without_a_known_text if {
	answer.inactive("StartTask", "INACTIVE") == ""
	answer.inactive("CreateTaskSet", "INACTIVE") == ""
	answer.inactive("RunTask", "DELETE_IN_PROGRESS") == ""
}

test_not_found_quotes_what_was_seen if {
	answer.not_found("CreateService") == " (ClientException: TaskDefinition not found.)"
	answer.not_found("UpdateService") == " (ClientException: TaskDefinition not found.)"
}

test_not_found_is_empty_without_a_known_text if {
	answer.not_found("StartTask") == ""
}
