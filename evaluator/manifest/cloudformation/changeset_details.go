package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// knownAfterApply is what stands for a value that CloudFormation learns when it
// executes the change set, such as the ARN of a revision that is not there yet.
const knownAfterApply = "{{changeSet:KNOWN_AFTER_APPLY}}"

// onlyLater is what that means.
const onlyLater = "known only when the change set is executed"

// restrict takes out of an update what does not change. CloudFormation repeats
// the task definition in every update of a service, so that the reference stays:
// it is refused when the revision is not ACTIVE any more
// (https://github.com/aws/aws-cdk/issues/33195).
func (c *resourceChange) restrict(op *evaluator.Operation) {
	if len(itemsOf(c.node.Get("Details"))) == 0 {
		return // nothing says what changes, so that anything may
	}
	changes := map[string]bool{}
	c.eachProperty(func(property string, _ int, _ *document.Node) { changes[reference.ParameterName(property)] = true })
	op.Parameters = slices.DeleteFunc(op.Parameters, func(name string) bool { return !changes[name] })
	for name := range op.Request {
		if !changes[name] {
			delete(op.Request, name)
		}
	}
	if !changes["desiredCount"] {
		op.DesiredCount = nil
	}
	op.ForceNewDeployment = op.ForceNewDeployment && changes["forceNewDeployment"]
	c.locateValue(op)
}

// eachProperty calls do with every property that changes, and the detail that
// says so.
func (c *resourceChange) eachProperty(do func(property string, index int, detail *document.Node)) {
	for i, detail := range itemsOf(c.node.Get("Details")) {
		target := detail.Get("Target")
		if name := target.Get("Name").Str(); name != "" && target.Get("Attribute").Str() == "Properties" {
			do(name, i, detail)
		}
	}
}

// locateValue puts an update where its details spell the new value, which is
// easier to find than inside the text of all properties.
func (c *resourceChange) locateValue(op *evaluator.Operation) {
	c.eachProperty(func(property string, i int, detail *document.Node) {
		value := detail.At("Target", "AfterValue")
		if value == nil || detail.At("Target", "Path").Str() != "/Properties/"+property {
			return
		}
		name := reference.ParameterName(property)
		op.Fields[name] = value.Where()
		if name == "taskDefinition" {
			op.Position, op.Path = value.Where(), fmt.Sprintf("%s.Details[%d].Target.AfterValue", c.path, i)
		}
	})
}

// follow finds the task definition of this change set whose revision an
// operation will name. A resource that is added has no details: then nobody
// says which one it is.
func (s *changeSet) follow(c *resourceChange, op *evaluator.Operation) {
	op.Reference.Reason = onlyLater
	var makers []*resourceChange
	causes := c.causes(op)
	for _, id := range causes {
		for _, other := range s.changes {
			if other.id == id && other.typ == "AWS::ECS::TaskDefinition" && !slices.Contains(makers, other) {
				makers = append(makers, other)
			}
		}
	}
	if len(makers) == 0 {
		s.unchanged(op, causes)
	}
	if len(makers) != 1 {
		return
	}
	maker := makers[0]
	op.Reference = reference.Reference{Kind: reference.Produced, Raw: op.Reference.Raw}
	if family := maker.after.properties.Get("Family").Str(); family != knownAfterApply {
		op.Reference.Family = family
	}
	if maker.action != "Add" && maker.replaced() != surely {
		op.Maybe = true
		s.holdBefore(op, maker)
	}
}

// causes lists the logical ids whose values make the property of the
// operation's reference change.
func (c *resourceChange) causes(op *evaluator.Operation) []string {
	inside := strings.TrimPrefix(op.Path, c.after.path+".")
	pointer := "/Properties/" + strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(inside)
	property, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/Properties/"), "/")
	var exact, near []string
	c.eachProperty(func(name string, _ int, detail *document.Node) {
		switch detail.Get("ChangeSource").Str() {
		case "ResourceReference", "ResourceAttribute":
		default:
			return
		}
		id, _, _ := strings.Cut(detail.Get("CausingEntity").Str(), ".")
		if name == property {
			near = append(near, id)
		}
		if detail.At("Target", "Path").Str() == pointer {
			exact = append(exact, id)
		}
	})
	if len(exact) > 0 {
		return exact
	}
	return near
}
