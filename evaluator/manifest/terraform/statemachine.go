package terraform

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// stateMachine reads an aws_sfn_state_machine: the calls in its definition.
func (p *plan) stateMachine(r *resource) {
	definition := r.after.get("definition")
	changed := r.creates() || r.updates() && (definition.why != "" || !same(r.before.get("definition").node, definition.node))
	if (r.deletes() || r.updates() && changed) && p.calledBefore(r) {
		p.release(r, evaluator.StateMachineHolder, r.before.text("name"))
	}
	if !changed {
		return
	}
	if definition.why != "" {
		p.definitionAfterApply(r, definition)
		return
	}
	root, err := reference.ReadText(text(definition), definition.at)
	if err != nil {
		p.fail(definition.at, r.path()+": the definition of the state machine is no JSON object: it can not be read")
		return
	}
	for _, call := range reference.StateMachine(root) {
		p.embedded(r, call, "definition", p.machine(r, "/"+call.State))
	}
}

// calledBefore reports whether the definition called ECS before the plan, or may
// have.
func (p *plan) calledBefore(r *resource) bool {
	definition := r.before.get("definition")
	root, err := document.ReadJSON([]byte(text(definition)))
	return definition.why != "" || err != nil || len(reference.StateMachine(root)) > 0
}

// definitionAfterApply reads a definition that is known only after apply. That it
// is made of a task definition of this plan is all that can be seen of it.
func (p *plan) definitionAfterApply(r *resource, definition value) {
	p.unseen(r.where, r.path()+": the definition of the state machine is not in the plan ("+definition.why+"): it was not looked at")
	config, at := p.configOf(r)
	e := expression(config, "definition")
	if definition.why != afterApply || e == nil {
		return
	}
	seen := map[*resource]bool{}
	for _, o := range p.trace(e, at, taskDefinitionType).origins {
		if !o.isManaged(taskDefinitionType) || !o.resource.creates() || seen[o.resource] {
			continue
		}
		seen[o.resource] = true
		op := p.operation(evaluator.RunTask, r)
		stored := p.machine(r, "")
		op.Stored = &stored
		p.claim(&op, r)
		family := o.resource.after.text("family")
		op.Reference = reference.Reference{Kind: reference.Produced, Raw: o.ref, Family: family}
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "cluster", Reason: "definition: " + afterApply})
		locate(&op, r, definition)
		p.add(op)
	}
}

func (p *plan) machine(r *resource, state string) evaluator.Stored {
	name := r.after.text("name")
	if name == "" {
		name = r.address
	}
	return evaluator.Stored{Holder: evaluator.StateMachineHolder, Name: name + state, Enabled: true}
}
