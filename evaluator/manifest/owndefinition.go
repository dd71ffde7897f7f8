package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// ownDefinition is a kind of file whose tool registers a task definition of its
// own making and deploys that. It names no revision, so that none can be dead.
type ownDefinition string

const (
	copilotManifest ownDefinition = "a Copilot manifest"
	composeForECS   ownDefinition = "a Compose file for ECS"
	ecsParams       ownDefinition = "a file of parameters for ecs-cli compose"
	hakoDefinition  ownDefinition = "a hako definition"
)

// readOwn says what such a file is; and, where a command line or the name of a
// task definition hides in it all the same, that nobody looked.
func readOwn(what ownDefinition) func(source) evaluator.Change {
	return func(s source) evaluator.Change {
		change := s.note(s.root, "this is %s: its tool registers a task definition and deploys that, and names no revision", string(what))
		eachText(s.root, func(text string, at *document.Node) bool {
			hides := changesECS().MatchString(text) || strings.Contains(text, ":task-definition/") && namesOne().MatchString(text)
			if hides {
				appendChange(&change, s.unseen(at.Where(), "a request to ECS, or a task definition by its name, stands here: not checked"))
			}
			return !hides
		})
		return change
	}
}

// onECS are the types of Copilot manifests that become services or tasks of ECS
// (https://aws.github.io/copilot-cli/docs/manifest/overview/). The others are
// App Runner services, static sites, environments and pipelines.
var onECS = []string{"Load Balanced Web Service", "Backend Service", "Worker Service", "Scheduled Job"}

func isCopilot(root *document.Node) bool {
	return root.Has("name") && slices.Contains(onECS, root.Get("type").Str())
}

// isComposeForECS knows the extensions of Docker's integration with ECS
// (https://docs.docker.com/cloud/ecs-compose-features/); a Compose file without
// them has nothing to do with it.
func isComposeForECS(root *document.Node) bool {
	services := root.Get("services")
	if !isObject(services) {
		return false
	}
	return extendsForAWS(root) || slices.ContainsFunc(services.Fields, func(service document.Field) bool { return extendsForAWS(service.Value) })
}

func extendsForAWS(n *document.Node) bool {
	return slices.ContainsFunc(fields(n), func(field document.Field) bool { return strings.HasPrefix(field.Name, "x-aws-") })
}

// isECSParams knows ecs-params.yml, which goes beside a Compose file
// (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cmd-ecs-cli-compose-ecsparams.html).
func isECSParams(root *document.Node) bool {
	return root.Has("version") && (isObject(root.Get("task_definition")) || isObject(root.Get("run_params"))) &&
		!root.Has("services") && !root.Has("Resources")
}

// isHako knows the definitions of github.com/eagletmt/hako.
func isHako(root *document.Node) bool {
	return root.At("scheduler", "type").Str() == "ecs" && (root.Has("app") || root.Has("sidecars") || root.Has("containers"))
}
