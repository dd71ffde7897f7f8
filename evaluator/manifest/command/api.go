package command

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// apiCall is a request of ECS in a program: boto3's update_service(, an SDK's
// UpdateService( or updateService(, a command object.
var apiCall = pattern.Lazily(`\b(?:run_task|start_task|create_service|update_service|create_task_set|(?:de)?register_task_definition|delete_task_definitions|` +
	`(?i:RunTask|StartTask|CreateService|UpdateService|CreateTaskSet|(?:De)?registerTaskDefinition|DeleteTaskDefinitions)(?:Command)?)\s*\(`)

// callsAPI reports whether a text is a program, in whatever language, that sends
// requests to ECS.
func callsAPI(text string) bool {
	return strings.Contains(text, "(") && strings.Contains(strings.ToLower(text), "ecs") && apiCall().MatchString(text)
}
