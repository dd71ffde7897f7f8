package cloudformation

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// takeAway reads what a change lets go: revisions, services, and what holders
// of another kind name now.
func (s *changeSet) takeAway(c *resourceChange) {
	switch c.typ {
	case "AWS::ECS::TaskDefinition":
		if c.vanishes() != never {
			s.deregister(c)
		}
	case "AWS::ECS::Service":
		if c.vanishes() != never {
			s.deleteService(c)
		}
	case "AWS::ECS::TaskSet":
		if c.vanishes() != never {
			s.note(c.node.Where(), "task set "+quote(c.id)+" goes away: what it runs still counts as held")
		}
	case "AWS::Events::Rule", "AWS::Scheduler::Schedule", "AWS::Pipes::Pipe", "AWS::StepFunctions::StateMachine":
		s.release(c)
	case "AWS::CloudFormation::Stack":
		if c.action == "Remove" {
			s.nested(c)
		}
	}
}

// deregister: CloudFormation deletes a task definition by deregistering its
// revision (https://github.com/aws/containers-roadmap/issues/685).
func (s *changeSet) deregister(c *resourceChange) {
	op := s.ending(c, evaluator.DeregisterTaskDefinition)
	op.Reference = reference.Parse(c.physical)
	if c.physical == "" {
		op.Reference = reference.Reference{Kind: reference.Unresolved, Reason: "the change set gives it no PhysicalResourceId"}
	}
	s.operations = append(s.operations, op)
}

func (s *changeSet) deleteService(c *resourceChange) {
	op := s.ending(c, evaluator.DeleteService)
	if c.physical == "" {
		op.Gaps = []evaluator.Gap{{Field: "service", Reason: "the change set gives it no PhysicalResourceId"}}
	} else {
		op.Claims = append(op.Claims, evaluator.ServiceClaim("service", c.physical))
	}
	s.operations = append(s.operations, op)
}

// ending begins an operation that takes something away.
func (s *changeSet) ending(c *resourceChange, action evaluator.Action) evaluator.Operation {
	op := evaluator.Operation{
		Action: action, Reference: reference.Reference{Kind: reference.Absent},
		Maybe: c.action != "Remove" && c.vanishes() == perhaps,
	}
	op.Position, op.Path = c.at()
	s.belong(&op)
	return op
}

// release lets go what rules, schedules, pipes and state machines name before
// the change, and not after it.
func (s *changeSet) release(c *resourceChange) {
	goes := c.vanishes()
	if c.before.properties == nil {
		s.releaseUnknown(c, goes)
		return
	}
	stays := map[held]bool{}
	if goes == never {
		if c.after.properties == nil {
			return
		}
		for _, h := range s.holds(c, c.after) {
			stays[h] = true
		}
	}
	var released []evaluator.HolderID
	for _, h := range s.holds(c, c.before) {
		if !stays[h] && !slices.Contains(released, h.HolderID) {
			released = append(released, h.HolderID)
		}
	}
	for _, id := range released {
		op := s.ending(c, evaluator.Release)
		op.Releases = &id
		s.operations = append(s.operations, op)
	}
}

// held is one reference of a holder.
type held struct {
	evaluator.HolderID
	reference string
}

// holds lists what a holder names in a context, under the names that AWS lists
// its holders by. A reader of its own reads it: what it would have to say of the
// past is nobody's business.
func (s *changeSet) holds(c *resourceChange, at context) []held {
	r := newReader(&document.Node{Kind: document.Mapping}, s.file, nil)
	r.readResource(c.resource(at))
	var list []held
	for _, op := range r.change.Operations {
		if op.Stored != nil {
			list = append(list, held{c.holder(at, op.Stored), op.Reference.Raw})
		}
	}
	return list
}

// releaseUnknown lets go a holder of which only the name is known.
func (s *changeSet) releaseUnknown(c *resourceChange, goes certainty) {
	switch {
	case goes == never:
	case c.physical != "" && (c.typ == "AWS::Pipes::Pipe" || c.typ == "AWS::StepFunctions::StateMachine"):
		op := s.ending(c, evaluator.Release)
		op.Releases = &evaluator.HolderID{Kind: evaluator.PipeHolder, Name: c.name()}
		if c.typ == "AWS::StepFunctions::StateMachine" {
			op.Releases.Kind = evaluator.StateMachineHolder
		}
		s.operations = append(s.operations, op)
	default:
		s.note(c.node.Where(), "what "+quote(c.id)+" names now is not in the file, and still counts as held; "+withPropertyValues)
	}
}

// name is the physical resource's name.
func (c *resourceChange) name() string { return physicalName(c.typ, c.physical) }

// physicalName is the name in the physical id of a resource.
func physicalName(typ, physical string) string {
	switch typ {
	case "AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine":
		return physical[strings.LastIndexByte(physical, ':')+1:]
	case "AWS::Events::Rule":
		return physical[strings.LastIndexByte(physical, '|')+1:]
	}
	return physical
}
