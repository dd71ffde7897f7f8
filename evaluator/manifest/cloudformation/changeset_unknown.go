package cloudformation

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// withPropertyValues is what to do when the change set was described without
// the values of properties.
const (
	withPropertyValues = "describe the change set with --include-property-values"
	notInFile          = "not in the file: " + withPropertyValues
)

// putUnknown speaks of a resource whose properties the change set does not
// hold: it was described without them.
func (s *changeSet) putUnknown(c *resourceChange) {
	unknown := evaluator.Operation{Position: c.node.Where(), Path: c.path}
	unknown.Reference = reference.Reference{Kind: reference.Unresolved, Reason: "its value is not in the file: " + withPropertyValues}
	switch c.typ {
	case "AWS::ECS::Service":
		unknown.Action = evaluator.PutService
		s.aimAtPhysical(c, &unknown)
	case "AWS::ECS::TaskSet":
		unknown.Action = evaluator.CreateTaskSet
		unknown.Gaps = []evaluator.Gap{{Field: "cluster", Reason: notInFile}, {Field: "service", Reason: notInFile}}
	case "AWS::ECS::TaskDefinition":
		unknown.Action = evaluator.RegisterTaskDefinition
		unknown.Reference = reference.Reference{Kind: reference.Produced}
		unknown.Gaps = []evaluator.Gap{{Field: "family", Reason: notInFile}}
	case "AWS::ECS::Cluster":
		return
	default:
		s.unseen(c.node.Where(), "the properties of "+quote(c.id)+", of type "+oneLine(c.typ)+", are not in the file: it was not looked at; "+withPropertyValues)
		return
	}
	if c.typ == "AWS::ECS::TaskSet" && c.action != "Add" && c.replaced() == never {
		return
	}
	s.complete(c, &unknown)
	s.operations = append(s.operations, unknown)
}

// aimAtPhysical says which service is meant by what it is now.
func (s *changeSet) aimAtPhysical(c *resourceChange, op *evaluator.Operation) {
	if c.physical != "" && c.replaced() != surely {
		op.Claims = []evaluator.Claim{evaluator.ServiceClaim("service", c.physical)}
		return
	}
	op.Gaps = []evaluator.Gap{{Field: "cluster", Reason: notInFile}, {Field: "service", Reason: notInFile}}
}
