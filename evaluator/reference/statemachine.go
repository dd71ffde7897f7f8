package reference

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// StateMachine returns the ECS API requests of a state machine definition in
// file order, those inside Parallel and Map states included
// (https://states-language.net/, and
// https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html).
func StateMachine(root *document.Node) []Embedded {
	return walk(nil, root, nil, "")
}

// walk adds the requests below a node that has States.
func walk(calls []Embedded, machine *document.Node, path []string, parent string) []Embedded {
	states := machine.Get("States")
	if states == nil {
		return calls
	}
	for i := range states.Fields {
		state := &states.Fields[i]
		at, name := step(path, "States", state.Name), parent+state.Name
		if call, ok := embedded(state.Value, at, name); ok {
			calls = append(calls, call)
		}
		for _, inner := range []string{"Iterator", "ItemProcessor"} {
			calls = walk(calls, state.Value.Get(inner), step(at, inner), name+"/")
		}
		if branches := state.Value.Get("Branches"); branches != nil {
			for j, branch := range branches.Items {
				calls = walk(calls, branch, step(at, "Branches", strconv.Itoa(j)), name+"/")
			}
		}
	}
	return calls
}

// step appends to a copy: siblings must not share a path's array.
func step(path []string, names ...string) []string {
	return append(slices.Clip(path), names...)
}

// embedded returns the request that a state sends, if it is one to ECS.
func embedded(state *document.Node, path []string, name string) (Embedded, bool) {
	resource := state.Get("Resource")
	if resource == nil || resource.Kind != document.String {
		return Embedded{}, false
	}
	// The text counts whatever its tag: !Sub only fills the partition in.
	action, ok := cutService(resource.Text, "states")
	if !ok {
		return Embedded{}, false
	}
	call := Embedded{State: name, Path: path, Integration: "ecs", Position: resource.Position}
	if rest, ok := strings.CutPrefix(action, "aws-sdk:"); ok {
		call.Integration, action = "aws-sdk:ecs", rest
	}
	if action, ok = strings.CutPrefix(action, "ecs:"); !ok {
		return Embedded{}, false
	}
	// What follows is how the state waits: .sync, .sync:2, .waitForTaskToken.
	action, _, _ = strings.Cut(action, ".")
	call.API = lowerCamel(action)
	call.readParameters(state)
	return call, isName(action)
}

// readParameters finds the parameters under the name of either query language.
func (e *Embedded) readParameters(state *document.Node) {
	for _, name := range []string{"Arguments", "Parameters"} {
		value := state.Get(name)
		if value == nil {
			continue
		}
		e.Path = step(e.Path, name)
		if value.Kind == document.Mapping && value.Tag == "" {
			e.Parameters = value
			return
		}
		e.Expression = strings.TrimSpace(value.Tag + " " + value.Text)
		if e.Expression == "" {
			e.Expression = name
		}
		return
	}
	// Without them the state's input is the request.
	e.Expression = "$"
}
