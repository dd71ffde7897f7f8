package terraform

import (
	"strconv"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// taskDefinition reads an aws_ecs_task_definition. Creating it registers a
// revision, deleting and replacing it deregisters the one before.
func (p *plan) taskDefinition(r *resource) {
	if r.deletes() && !r.before.isTrue("skip_destroy") {
		p.deregister(r)
	}
	if r.creates() {
		p.register(r)
	}
}

func (p *plan) register(r *resource) {
	op := p.operation(evaluator.RegisterTaskDefinition, r)
	p.claim(&op, r)
	op.Reference = reference.Reference{Kind: reference.Produced}
	family := r.after.get("family")
	name := text(family)
	switch parsed := reference.Parse(name).Registers(); {
	case family.why != "":
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "family", Reason: family.path + ": " + family.why})
	case parsed.Kind == reference.Produced, parsed.Kind == reference.Invalid:
		op.Reference = parsed
	default:
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "family", Reason: "family " + quote(name) + ": no name of a family"})
	}
	fill(&op, r.after, taskDefinitionParameters, p.set(r, taskDefinitionParameters))
	p.add(op)
}

// deregister takes the revision away that the resource was before the plan.
func (p *plan) deregister(r *resource) {
	op := p.operation(evaluator.DeregisterTaskDefinition, r)
	p.claim(&op, r)
	ref, v := r.revision()
	op.Reference = ref
	if v.node != nil {
		op.Position = v.at
	}
	op.Fields["taskDefinition"] = op.Position
	op.Parameters = []string{"taskDefinition"}
	if ref.Raw != "" {
		op.Request["taskDefinition"] = ref.Raw
	}
	op.Early = p.inBetween(r, ref)
	p.add(op)
	if r.after.isTrue("skip_destroy") {
		p.note(r.where, r.path()+": skip_destroy becomes true with this plan, and does not help yet: a replacement goes"+
			" by what the state says, so "+named(ref)+" is deregistered all the same; apply skip_destroy alone first")
	}
}

func named(ref reference.Reference) string {
	if ref.Family == "" {
		return "the old revision"
	}
	return ref.Name()
}

// revision returns the revision that a resource was before the plan.
func (r *resource) revision() (reference.Reference, value) {
	arn := r.before.get("arn")
	if name := text(arn); name != "" {
		return reference.Parse(name), arn
	}
	family, number := r.before.get("family"), r.before.get("revision")
	if i, ok := number.node.Int(); ok && text(family) != "" {
		return reference.Parse(text(family) + ":" + strconv.Itoa(i)), family
	}
	why := arn.why
	if why == "" {
		why = isMissing
	}
	if name := text(family); name != "" {
		return unresolved(name, "a revision of "+quote(name)+": which, "+why), family
	}
	return unresolved("", "the revision before the change: "+why), value{}
}

// inBetween says that a family is without an ACTIVE revision for a moment, where
// nothing in the plan says otherwise.
func (p *plan) inBetween(r *resource, ref reference.Reference) *evaluator.Note {
	family := r.before.text("family")
	if family == "" {
		family = ref.Family
	}
	if !r.deletesFirst() || family == "" || r.after.text("family") != family {
		return nil
	}
	for _, other := range p.changes {
		if other != r && other.typ == taskDefinitionType && other.mode != "data" && other.before.text("family") == family &&
			(!other.deletes() || other.before.isTrue("skip_destroy")) {
			return nil
		}
	}
	return &evaluator.Note{File: p.file, Line: r.where.Line, Message: r.path() + ": the plan deregisters " + named(ref) +
		" before it registers the next revision of " + quote(family) + "; as far as it can tell the family has no ACTIVE" +
		" revision in between, and what starts tasks of it then fails; create_before_destroy turns this round"}
}
