package cloudformation

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// stateMachine reads the definition of a state machine, where the template
// holds it.
func (r *reader) stateMachine(res *resource, properties place) []evaluator.Operation {
	if r.misspelt(properties.node, "Definition", "DefinitionString") {
		return nil
	}
	definition, base := r.definition(res, properties)
	if definition == nil {
		return nil
	}
	nameProperty := "StateMachineName"
	if res.typ == "AWS::Serverless::StateMachine" {
		nameProperty = "Name"
	}
	name := r.label(r.child(properties, nameProperty), res)
	r.noteUnseen(res, definition)
	var operations []evaluator.Operation
	for _, call := range reference.StateMachine(definition) {
		operations = append(operations, r.request(res, call, base, evaluator.Stored{
			Holder:  evaluator.StateMachineHolder,
			Name:    name + "/" + r.spell(call.State),
			Enabled: true,
		})...)
	}
	return operations
}

// definition returns the definition as a tree and the property that holds it.
// Where there is nothing to read it says so, and returns nil.
func (r *reader) definition(res *resource, properties place) (*document.Node, place) {
	substitutions := r.substitutions(r.child(properties, "DefinitionSubstitutions"))
	base := r.child(properties, "Definition")
	if base.node == nil {
		base = r.child(properties, "DefinitionString")
	}
	v := r.value(base)
	switch {
	case v.shape == objectValue:
		return r.materialise(base.node, substitutions), base
	case v.shape != textValue || r.onlyHole(v.text) != nil:
		r.unseen(res.where, "the definition of state machine "+quote(res.id)+" is elsewhere: it was not looked at")
		return nil, place{}
	}
	tree, err := r.parse(r.substitute(v.text, substitutions), base.field)
	if err != nil {
		r.fail(base.field, "the definition of state machine "+quote(res.id)+" can not be read: "+err.Error())
		return nil, place{}
	}
	return tree, base
}

// substitutions evaluates DefinitionSubstitutions.
func (r *reader) substitutions(p place) map[string]string {
	values := map[string]string{}
	for name, f := range r.fields(p) {
		if v := r.value(f); v.shape == textValue {
			values[name] = v.text
		}
	}
	return values
}

// noteUnseen names the parts of a definition that may hold calls of ECS and are
// not known: states, or lists of them, that come from elsewhere, and resources.
func (r *reader) noteUnseen(res *resource, machine *document.Node) {
	unseen := func(n *document.Node) {
		if h := r.firstHole(n.Str()); h != nil && h.resource == nil {
			r.unseen(res.where, "the definition of state machine "+quote(res.id)+" takes in "+
				r.raw(place{node: n, made: true})+": what that is was not looked at")
		}
	}
	unseen(machine)
	states := machine.Get("States")
	unseen(states)
	if states == nil {
		return
	}
	for _, state := range states.Fields {
		unseen(state.Value)
		if h := r.onlyHole(state.Value.Get("Resource").Str()); h != nil {
			unseen(state.Value.Get("Resource"))
		}
		r.noteUnseen(res, state.Value.Get("Iterator"))
		r.noteUnseen(res, state.Value.Get("ItemProcessor"))
		branches := state.Value.Get("Branches")
		unseen(branches)
		if branches == nil {
			continue
		}
		for _, branch := range branches.Items {
			r.noteUnseen(res, branch)
		}
	}
}
