package terraform

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// operation begins an operation of a resource. It stands at the resource's
// address until something better is known.
func (p *plan) operation(action evaluator.Action, r *resource) evaluator.Operation {
	return evaluator.Operation{
		Action:    action,
		Origin:    evaluator.FromPlan,
		Kind:      planKind,
		File:      p.file,
		Position:  r.where,
		Path:      r.path(),
		Reference: reference.Reference{Kind: reference.Absent},
		Request:   map[string]any{},
		Fields:    map[string]document.Position{},
	}
}

// locate puts the operation where its reference stands.
func locate(op *evaluator.Operation, r *resource, v value) {
	op.Path = r.path() + "." + v.path
	if v.at.Line != 0 {
		op.Position = v.at
	}
	op.Fields["taskDefinition"] = op.Position
}

// aim adds what an attribute says of the cluster or service, or the gap that it
// leaves. Attributes that are null say nothing.
func aim(op *evaluator.Operation, field, name string, v value, claim func(field, value string) evaluator.Claim) {
	part := field
	if field == "serviceName" {
		part = "service"
	}
	switch {
	case v.why != "":
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: part, Reason: v.path + ": " + v.why})
	case name != "":
		op.Claims = append(op.Claims, claim(field, name))
		op.Fields[field], op.Request[field] = v.at, name
	}
}

func (p *plan) add(op evaluator.Operation) { p.change.Operations = append(p.change.Operations, op) }
