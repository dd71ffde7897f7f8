package cloudformation

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// nameProperties are the properties that name resources. CloudFormation makes a
// name up where the template leaves it out; then only the physical resource has
// it.
var nameProperties = map[string]string{
	"AWS::ECS::Service":                "ServiceName",
	"AWS::Events::Rule":                "Name",
	"AWS::Scheduler::Schedule":         "Name",
	"AWS::Pipes::Pipe":                 "Name",
	"AWS::StepFunctions::StateMachine": "StateMachineName",
}

// named returns the properties in a context with the name of the physical
// resource among them, as long as that is the one they belong to.
func (c *resourceChange) named(at context) *document.Node {
	property, known := nameProperties[c.typ]
	replaced := at == c.after && c.replaced() == surely
	if !known || c.physical == "" || replaced || at.properties.Kind != document.Mapping {
		return at.properties
	}
	name := &document.Node{Kind: document.String, Text: c.name(), Position: at.Position}
	named := *at.properties
	named.Fields = slices.DeleteFunc(slices.Clone(named.Fields), func(f document.Field) bool { return f.Name == property })
	named.Fields = append(named.Fields, document.Field{Name: property, Value: name, Position: at.Position})
	return &named
}

// holder names what stores a request as AWS lists it: a rule with its bus and
// target, a schedule with its group.
func (c *resourceChange) holder(at context, stored *evaluator.Stored) evaluator.HolderID {
	id := evaluator.HolderID{Kind: stored.Holder, Name: stored.Name}
	switch stored.Holder {
	case evaluator.RuleHolder:
		id.Name = c.target(at, stored)
	case evaluator.StateMachineHolder:
		id.Name, _, _ = strings.Cut(stored.Name, "/") // without the state
	}
	return id
}

// target names the target of a rule: bus/rule/target.
func (c *resourceChange) target(at context, stored *evaluator.Stored) string {
	given := at.properties.Get("EventBusName").Str()
	read := reference.BusName(given)
	bus := read
	if named, _, ok := strings.Cut(c.physical, "|"); ok && given == "" {
		bus = named
	}
	return bus + "/" + strings.TrimPrefix(stored.Name, read+"/")
}
