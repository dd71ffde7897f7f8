package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const stateMachine = "statemachine"

// isStateMachine knows a definition in the Amazon States Language.
func isStateMachine(root *document.Node) bool {
	states := root.Get("States")
	return root.Has("StartAt") && (isObject(states) || isOpen(states))
}

// readStateMachine reads the requests that a definition sends. The state
// machine's name stands elsewhere, so that they have their states' names.
func readStateMachine(s source) evaluator.Change { return s.definition(s.root, "", "") }

// definition reads the definition of the state machine of that name, which may
// be unknown, below a path.
func (s source) definition(root *document.Node, machine, path string) evaluator.Change {
	name := func(state string) string { return strings.TrimPrefix(machine+"/"+state, "/") }
	var change evaluator.Change
	reference.EachState(root, func(state string, _ []string, node *document.Node) {
		appendChange(&change, s.unseenState(name(state), node))
	})
	for _, call := range reference.StateMachine(root) {
		spelt := reference.WritePath(call.Path, func(step string) string { return step })
		appendChange(&change, s.embedded(embeddedRequest{
			Embedded: call, kind: stateMachine, path: strings.TrimPrefix(path+spelt, "."),
			stored: evaluator.Stored{Holder: evaluator.StateMachineHolder, Name: name(call.State), Enabled: true},
		}))
	}
	return change
}

// unseenState says of a state what may send requests to ECS and is not known:
// the state itself, what it calls, or what another service does for it.
func (s source) unseenState(name string, state *document.Node) evaluator.Change {
	if state.Kind != document.Mapping {
		if isOpen(state) {
			return s.unseen(state.Position, "what stands at %s of the state machine is not in this file: not checked", quoted(name))
		}
		return evaluator.Change{}
	}
	resource := state.Get("Resource")
	if resource == nil || resource.Kind != document.String {
		return evaluator.Change{}
	}
	service, api, _ := reference.SDKCall(resource.Text)
	switch {
	case storesRequests(service, api) && mentionsECS(state):
		return s.unseen(resource.Position, "state %s calls %s of %s, which stores an ECS request: not checked", quoted(name), api, service)
	case isOpen(resource) && hidesAction(resource.Text) && takesTask(state):
		return s.unseen(resource.Position, "state %s calls %s, which may be ECS: not checked", quoted(name), quoted(resource.Text))
	}
	return evaluator.Change{}
}

// hidesAction reports whether a placeholder keeps open which API a state calls.
// Of "arn:${AWS::Partition}:states:::ecs:runTask" that is known.
func hidesAction(resource string) bool {
	_, action, integration := strings.Cut(resource, ":states:::")
	arn := strings.SplitN(resource, ":", 4)
	switch {
	case integration:
		return strings.ContainsAny(action, "$<{")
	case len(arn) == 4 && arn[0] == "arn" && reference.Parse(arn[2]).Kind != reference.Unresolved:
		return false // the ARN of a function or of an activity
	}
	return true
}

// takesTask reports whether the parameters of a state are those of a request to
// ECS, or are not known.
func takesTask(state *document.Node) bool {
	for _, name := range []string{"Parameters", "Arguments"} {
		switch parameters := state.Get(name); {
		case parameters == nil:
		case parameters.Kind != document.Mapping:
			return true
		default:
			call := reference.Embedded{Parameters: parameters}
			for _, parameter := range []string{"TaskDefinition", "TaskDefinitions", "ContainerDefinitions"} {
				if node, expression := call.Parameter(parameter); node != nil || expression != "" {
					return true
				}
			}
			cluster, expression := call.Parameter("Cluster")
			if cluster != nil || expression != "" {
				return true
			}
		}
	}
	return false
}
