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
	var calls []Embedded
	EachState(root, func(name string, path []string, state *document.Node) {
		if call, ok := embedded(state, path, name); ok {
			calls = append(calls, call)
		}
	})
	return calls
}

// EachState visits every state of a definition in file order, with its name and
// the path that leads to it as in Embedded. What stands in the place of a state,
// or of several, and is no object is visited as well: a template may put states
// there.
func EachState(root *document.Node, visit func(name string, path []string, state *document.Node)) {
	eachState(root, nil, "", visit)
}

func eachState(machine *document.Node, path []string, parent string, visit func(string, []string, *document.Node)) {
	states := machine.Get("States")
	for _, node := range []*document.Node{machine, states} {
		if node != nil && node.Kind != document.Mapping {
			visit(strings.TrimSuffix(parent, "/"), path, node)
		}
	}
	if states == nil {
		return
	}
	for i := range states.Fields {
		state := &states.Fields[i]
		at, name := step(path, "States", state.Name), parent+state.Name
		visit(name, at, state.Value)
		for _, inner := range []string{"Iterator", "ItemProcessor"} {
			eachState(state.Value.Get(inner), step(at, inner), name+"/", visit)
		}
		eachBranch(state.Value.Get("Branches"), step(at, "Branches"), name, visit)
	}
}

// eachBranch visits the states in the branches of a Parallel state.
func eachBranch(branches *document.Node, path []string, name string, visit func(string, []string, *document.Node)) {
	switch {
	case branches == nil:
	case branches.Kind != document.Sequence:
		visit(name, path, branches)
	default:
		for i, branch := range branches.Items {
			eachState(branch, step(path, strconv.Itoa(i)), name+"/", visit)
		}
	}
}

// WritePath writes a path into a definition, ".States.Fan.Branches[0]", with its
// names as spell has them.
func WritePath(path []string, spell func(string) string) string {
	var b strings.Builder
	for i, name := range path {
		if _, err := strconv.Atoi(name); err == nil && path[max(0, i-1)] == "Branches" {
			b.WriteString("[" + name + "]")
		} else {
			b.WriteString("." + spell(name))
		}
	}
	return b.String()
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
