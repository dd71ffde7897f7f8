package cloudformation

import (
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// resource is one entry of Resources, after loops were unrolled.
type resource struct {
	// id is the logical id. One that a loop makes of values that are not known
	// keeps its placeholder.
	id   string
	node *document.Node
	typ  string
	// where is the position of the logical id.
	where document.Position
	loops []loopVariable
}

// what says what the resource is, for messages.
func (res *resource) what() string {
	return shorten(res.id, 80) + " is a resource of type " + shorten(res.typ, 80)
}

// isNamedByARN reports whether the hole is the ARN or name of a resource whose
// ARN has exactly one slash, before the name.
func (h *hole) isNamedByARN() bool {
	return h.taskDefinition() != nil || h.cluster() != nil
}

// taskDefinition returns the task definition of this template that the hole
// stands for. Ref and the attribute both give its ARN, with the revision.
func (h *hole) taskDefinition() *resource {
	if h.resource != nil && h.resource.typ == "AWS::ECS::TaskDefinition" &&
		(h.attribute == "" || h.attribute == "TaskDefinitionArn") {
		return h.resource
	}
	return nil
}

// cluster returns the cluster of this template that the hole stands for: Ref
// gives its name, Arn its ARN.
func (h *hole) cluster() *resource {
	if h.resource != nil && h.resource.typ == "AWS::ECS::Cluster" &&
		(h.attribute == "" || h.attribute == "Arn") {
		return h.resource
	}
	return nil
}

// service returns the service of this template that the hole stands for: Ref
// and ServiceArn give its ARN, Name its name.
func (h *hole) service() *resource {
	if h.resource != nil && h.resource.typ == "AWS::ECS::Service" &&
		(h.attribute == "" || h.attribute == "ServiceArn" || h.attribute == "Name") {
		return h.resource
	}
	return nil
}

// collect takes the entries of Resources, or of a loop's body, and unrolls the
// loops among them.
func (r *reader) collect(entries *document.Node, loops []loopVariable) {
	if entries == nil {
		return
	}
	for _, f := range entries.Fields {
		switch {
		case isLoop(f.Name):
			r.collectLoop(f, loops)
		case f.Name == "Fn::Transform":
			r.unseen(f.Position, "resources may come from "+written(fieldNode(f))+": they were not looked at")
		default:
			r.add(f, loops)
		}
	}
}

func (r *reader) add(f document.Field, loops []loopVariable) {
	res := &resource{id: f.Name, node: f.Value, where: f.Position, loops: loops}
	r.loops = loops
	res.id = r.spell(r.unroll(scrub(f.Name)))
	res.typ = r.spell(r.unroll(scrub(f.Value.Get("Type").Str())))
	r.loops = nil
	switch {
	case f.Value == nil || f.Value.Kind != document.Mapping:
		r.fail(f.Position, "resource "+quote(res.id)+" is not an object")
		return
	case res.typ != "":
	case f.Value.Has("Fn::Transform"):
		r.unseen(f.Position, "resource "+quote(res.id)+" comes from "+
			written(fieldNode(*f.Value.Field("Fn::Transform")))+": it was not looked at")
		return
	default:
		r.fail(f.Position, "resource "+quote(res.id)+" has no Type")
		return
	}
	r.resources[res.id] = res
	r.order = append(r.order, res)
}

// fieldNode makes a mapping of one field, so that it can be written.
func fieldNode(f document.Field) *document.Node {
	return &document.Node{Kind: document.Mapping, Fields: []document.Field{f}, Position: f.Position}
}

func quote(s string) string { return strconv.Quote(shorten(s, 60)) }

// readResource reads one resource in every world in which it exists.
func (r *reader) readResource(res *resource) {
	read := readerOf(res.typ)
	if read == nil {
		r.noteType(res)
		return
	}
	if r.misspelt(res.node, "Properties", "Condition") {
		return
	}
	r.loops = res.loops
	r.change.Operations = append(r.change.Operations, r.everyWorld(func() []evaluator.Operation {
		if condition := res.node.Get("Condition"); condition != nil && r.condition(condition) == no {
			return nil
		}
		return read(r, res, r.properties(res))
	})...)
	r.loops = nil
}

// readTypes are the types that are read; see readerOf.
var readTypes = []string{
	"AWS::ECS::Service", "AWS::ECS::TaskDefinition", "AWS::ECS::TaskSet", "AWS::ECS::Cluster",
	"AWS::Events::Rule", "AWS::Scheduler::Schedule", "AWS::Pipes::Pipe",
	"AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine",
}

// readerOf returns what reads a type of resource, nil for types that neither
// send an ECS request nor store one.
func readerOf(typ string) func(*reader, *resource, place) []evaluator.Operation {
	switch typ {
	case "AWS::ECS::Service":
		return (*reader).service
	case "AWS::ECS::TaskDefinition":
		return (*reader).taskDefinition
	case "AWS::ECS::TaskSet":
		return (*reader).taskSet
	case "AWS::ECS::Cluster":
		return (*reader).clusterResource
	case "AWS::Events::Rule":
		return (*reader).rule
	case "AWS::Scheduler::Schedule":
		return (*reader).schedule
	case "AWS::Pipes::Pipe":
		return (*reader).pipe
	case "AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine":
		return (*reader).stateMachine
	case "AWS::Lambda::Function", "AWS::Serverless::Function", "AWS::SSM::Parameter":
		return (*reader).hiddenHolder
	case "Custom::AWS":
		return (*reader).customCall
	}
	return nil
}

// noteType speaks about types that nobody reads: those that look like one that
// is read, those of ECS that are not known, and those that hold more resources.
func (r *reader) noteType(res *resource) {
	switch res.typ {
	case "AWS::ECS::CapacityProvider", "AWS::ECS::ClusterCapacityProviderAssociations",
		"AWS::ECS::PrimaryTaskSet", "AWS::ECS::Daemon", "AWS::ECS::DaemonTaskDefinition":
		return
	case "AWS::ECS::ExpressGatewayService":
		r.unseen(res.where, "resource "+quote(res.id)+" registers and runs a task definition that ECS makes: it was not looked at")
		return
	case "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "AWS::Serverless::Application":
		r.unseen(res.where, "resource "+quote(res.id)+" is a stack of its own: its template was not looked at")
		return
	}
	if strings.HasSuffix(res.typ, "::MODULE") {
		r.unseen(res.where, "resource "+quote(res.id)+" is a module: what it holds was not looked at")
	}
	for _, typ := range readTypes {
		if strings.EqualFold(typ, res.typ) {
			r.fail(res.node.Get("Type").Where(), "unknown type "+quote(res.typ)+": did you mean "+quote(typ)+"?")
			return
		}
	}
	if !strings.HasPrefix(res.typ, "AWS::") || res.typ == "AWS::CloudFormation::CustomResource" {
		r.noteForeign(res)
		return
	}
	if !strings.HasPrefix(res.typ, "AWS::ECS::") {
		return
	}
	for _, property := range res.node.Get("Properties").Names() {
		if strings.EqualFold(property, "TaskDefinition") {
			r.fail(res.node.Get("Type").Where(), "unknown type "+quote(res.typ)+", and the resource names a task definition: it was not looked at")
			return
		}
	}
	r.unseen(res.where, "resource "+quote(res.id)+" is of type "+shorten(res.typ, 80)+", which ecsgate does not know: it was not looked at")
}

// noteForeign speaks of a resource that somebody else's code makes, which may send
// anything: one that names a task definition is likely to run it.
func (r *reader) noteForeign(res *resource) {
	for _, property := range res.node.Get("Properties").Names() {
		if strings.EqualFold(property, "TaskDefinition") || strings.EqualFold(property, "TaskDefinitionArn") {
			r.unseen(res.where, "resource "+quote(res.id)+" of type "+shorten(res.typ, 80)+" names a task definition: what becomes of it was not looked at")
			return
		}
	}
}
