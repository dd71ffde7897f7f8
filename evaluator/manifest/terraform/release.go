package terraform

import (
	"github.com/ecsgate/ecsgate/evaluator"
)

// letGo adds the release of what a resource held before the plan, where it is
// deleted, replaced, or pointed elsewhere.
func (p *plan) letGo(r *resource, kept storage) {
	if !r.before.has(kept.blocks...) {
		return
	}
	switch {
	case r.deletes():
	case r.updates() && p.repoints(r, kept):
	default:
		return
	}
	p.release(r, kept.holder, kept.name(p, r, r.before))
}

// repoints reports whether an update names another task definition than before.
func (p *plan) repoints(r *resource, kept storage) bool {
	names := join(kept.blocks, "task_definition_arn")
	before, after := r.before.get(names...), r.after.get(names...)
	return before.why != "" || after.why != "" || !same(before.node, after.node)
}

func (p *plan) release(r *resource, kind evaluator.HolderKind, name string) {
	if name == "" {
		p.note(r.where, r.path()+": the plan does not say which "+holderNames[kind]+" this was: what it holds still counts here")
		return
	}
	op := p.operation(evaluator.Release, r)
	p.claim(&op, r)
	op.Releases = &evaluator.HolderID{Kind: kind, Name: name}
	p.add(op)
}

var holderNames = map[evaluator.HolderKind]string{
	evaluator.RuleHolder: "rule and target", evaluator.ScheduleHolder: "schedule",
	evaluator.PipeHolder: "pipe", evaluator.StateMachineHolder: "state machine",
}
