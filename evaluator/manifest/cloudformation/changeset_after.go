package cloudformation

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// readChange reads what becomes of one resource.
func (s *changeSet) readChange(c *resourceChange) {
	switch c.action {
	case "Add", "Modify", "Dynamic":
		s.takeAway(c)
		s.put(c)
	case "Remove":
		s.takeAway(c)
	case "Import", "SyncWithActual": // only what CloudFormation knows of the resource changes
	default:
		s.unseen(c.node.Where(), "resource "+quote(c.id)+": action "+quote(c.action)+" is not known, it was not looked at")
	}
}

// put reads what CloudFormation sends to make the resource what it is to be.
func (s *changeSet) put(c *resourceChange) {
	res := c.resource(c.after)
	switch {
	case c.typ == "AWS::CloudFormation::Stack":
		s.nested(c)
		return
	case readerOf(c.typ) == nil:
		s.noteType(res)
		return
	case !c.scopes("Properties"):
		s.noteTags(c)
		return
	case (c.typ == "AWS::ECS::TaskDefinition" || c.typ == "AWS::ECS::Cluster") && c.action != "Add" && c.replaced() == never:
		return // its tags or settings change, no revision and no cluster comes to be
	case c.after.properties == nil:
		s.putUnknown(c)
		return
	case c.after.properties.Get("DefinitionString").Str() == knownAfterApply:
		s.unseen(c.after.Position, "the definition of state machine "+quote(c.id)+" is "+onlyLater+": it was not looked at")
		return
	}
	s.change.Operations = nil
	s.readResource(res)
	s.placeClusters()
	for _, op := range s.change.Operations {
		if c.typ == "AWS::ECS::TaskSet" && c.action != "Add" && c.replaced() == never {
			continue // its scale changes, it makes no other task set
		}
		s.complete(c, &op)
		s.operations = append(s.operations, op)
	}
}

// resource makes a resource of a template of one that a change set describes.
func (c *resourceChange) resource(at context) *resource {
	node := &document.Node{Kind: document.Mapping, Position: at.Position}
	if at.properties != nil {
		properties := document.Field{Name: "Properties", Value: c.named(at), Position: at.Position}
		node.Fields = []document.Field{properties}
	}
	where := at.Position
	if where.Line == 0 {
		where = c.node.Where()
	}
	return &resource{id: c.id, typ: c.typ, node: node, where: where}
}

// nested says that a stack of this stack has changes of its own.
func (s *changeSet) nested(c *resourceChange) {
	message := "resource " + quote(c.id) + " is a stack of its own: its changes were not looked at"
	if id := c.node.Get("ChangeSetId").Str(); id != "" {
		message += "; describe its change set, too (" + oneLine(scrub(id)) + ")"
	}
	s.unseen(c.node.Where(), message)
}

// noteTags speaks of a change that is not about properties.
func (s *changeSet) noteTags(c *resourceChange) {
	if c.scopes("Tags") && c.typ == "AWS::ECS::Service" {
		s.note(c.node.Where(), "only tags of service "+quote(c.id)+" change: whether CloudFormation updates the service for that is not documented")
	}
}

// placeClusters says of the clusters that are created where they are.
func (s *changeSet) placeClusters() {
	claim, _ := s.deployedAt()
	for i := range s.change.Clusters {
		claim.Cluster = s.change.Clusters[i].Cluster
		s.change.Clusters[i] = claim.Scope
	}
}

// complete turns an operation of a template into the request that the change
// set will send.
func (s *changeSet) complete(c *resourceChange, op *evaluator.Operation) {
	s.belong(op)
	op.Path = strings.Replace(op.Path, "Resources."+c.id+".Properties", c.after.path, 1)
	op.Path = strings.Replace(op.Path, "Resources."+c.id, c.path, 1)
	op.Maybe = op.Maybe || c.action == "Dynamic" || c.replaced() == perhaps
	if op.Action == evaluator.PutService {
		op.Action = evaluator.UpdateService
		if c.action == "Add" || c.replaced() == surely {
			op.Action = evaluator.CreateService
		}
	}
	if op.Stored != nil && op.Stored.Holder == evaluator.RuleHolder {
		stored := *op.Stored
		stored.Name = c.target(c.after, op.Stored)
		op.Stored = &stored
	}
	for i, gap := range op.Gaps {
		if strings.Contains(gap.Reason, knownAfterApply) {
			op.Gaps[i].Reason = onlyLater
		}
	}
	if op.Reference.Kind == reference.Unresolved && strings.Contains(op.Reference.Raw, knownAfterApply) {
		s.follow(c, op)
	}
	if op.Action == evaluator.UpdateService {
		c.restrict(op)
	}
}

// belong says of an operation what all of the change set have in common.
func (s *changeSet) belong(op *evaluator.Operation) {
	op.Kind, op.Origin, op.File = changeSetKind, evaluator.FromPlan, s.file
	if claim, ok := s.deployedAt(); ok {
		op.Claims = append([]evaluator.Claim{claim}, op.Claims...)
	}
}
