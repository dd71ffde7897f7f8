# What ECS answers, in brackets, to stand behind "ECS will refuse it". Only
# texts that AWS documents or that live ECS was seen to give are here; where
# there is none a helper returns an empty text, because a wrong quotation
# misleads whoever searches the logs for it.
package ecs.lib.answer

# The answer to a launch of a revision in this status.
default inactive(_, _) := ""

inactive(action, "INACTIVE") := text if {
	text := {
		"RunTask": " (InvalidParameterException: TaskDefinition is inactive)",
		"CreateService": " (ClientException: TaskDefinition is inactive)",
		"UpdateService": " (ClientException: TaskDefinition is inactive)",
	}[action]
}

# The answer to a launch of what does not exist, or of a family without an
# ACTIVE revision.
default not_found(_) := ""

not_found(action) := " (ClientException: TaskDefinition not found.)" if {
	action in {"CreateService", "UpdateService"}
}
