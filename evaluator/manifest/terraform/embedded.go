package terraform

import (
	"maps"
	"slices"
	"strconv"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// embedded is a request inside the text of a state machine or of a schedule.
type embedded struct {
	reference.Embedded
	// base is the path of the attribute that holds it.
	base   string
	stored evaluator.Stored
	// begin starts an operation of the resource that keeps it.
	begin func(evaluator.Action) evaluator.Operation
}

// argument is a parameter of such a request. Without text and reason it is not
// given.
type argument struct {
	text, why, path string
	at              document.Position
}

// operations are what the request asks for: one operation, or one for each
// revision that it deletes.
func (e embedded) operations() []evaluator.Operation {
	action := evaluator.Action(e.Request())
	if !action.IsRequest() {
		return nil
	}
	op := e.begin(action)
	op.Stored = &e.stored
	op.Path += "." + e.base + reference.WritePath(e.Path, oneLine)
	if e.Line != 0 {
		op.Position = e.Position
	}
	e.fill(&op)
	switch action {
	case evaluator.RegisterTaskDefinition:
		e.register(&op)
		return []evaluator.Operation{op}
	case evaluator.DeleteTaskDefinitions:
		return e.deletions(op)
	case evaluator.DeleteService:
		return []evaluator.Operation{op}
	}
	e.point(&op, e.argument("TaskDefinition"))
	return []evaluator.Operation{op}
}

// point makes the reference of a request, and puts the operation there.
func (e embedded) point(op *evaluator.Operation, a argument) {
	switch {
	case a.why != "":
		op.Reference = unresolved(a.text, a.why)
	default:
		op.Reference = reference.Parse(a.text)
	}
	if a.path != "" {
		op.Path += "." + a.path
		op.Position = a.at
		op.Fields["taskDefinition"] = a.at
	}
}

func (e embedded) register(op *evaluator.Operation) {
	family := e.argument("Family")
	op.Reference = reference.Reference{Kind: reference.Produced, Raw: family.text}
	switch {
	case family.why != "":
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "family", Reason: family.why})
	case reference.Parse(family.text).Kind == reference.Family:
		op.Reference.Family = family.text
	default:
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "family", Reason: "Family: " + quote(family.text) + " is no name of a family"})
	}
}

func (e embedded) deletions(op evaluator.Operation) []evaluator.Operation {
	node, dynamic := e.Parameter("TaskDefinitions")
	if node == nil || node.Kind != document.Sequence || dynamic != "" || node.Tag != "" {
		e.point(&op, e.argument("TaskDefinitions"))
		return []evaluator.Operation{op}
	}
	var operations []evaluator.Operation
	for i, item := range node.Items {
		one := op
		one.Fields = maps.Clone(op.Fields)
		e.point(&one, e.argumentOf("TaskDefinitions["+strconv.Itoa(i)+"]", item, ""))
		operations = append(operations, one)
	}
	return operations
}

// fill adds what every embedded request has.
func (e embedded) fill(op *evaluator.Operation) {
	if op.Action.Launches() || op.Action == evaluator.DeleteService {
		e.aim(op, "cluster", "cluster", e.argument("Cluster"), evaluator.ClusterClaim)
	}
	switch op.Action {
	case evaluator.CreateService:
		e.aim(op, "serviceName", "service", e.argument("ServiceName"), evaluator.ServiceClaim)
	case evaluator.UpdateService, evaluator.CreateTaskSet, evaluator.DeleteService:
		e.aim(op, "service", "service", e.argument("Service"), evaluator.ServiceClaim)
	}
	if count, ok := intOf(e.argument("DesiredCount")); ok {
		op.DesiredCount = &count
	}
	op.ForceNewDeployment = e.argument("ForceNewDeployment").text == "true"
	for _, f := range fields(e.Parameters) {
		if carries(f.Value) {
			name := reference.ParameterName(f.Name)
			op.Request[name] = valueOf(f.Value)
			op.Fields[name] = f.Value.Position
		}
	}
	op.Parameters = slices.Sorted(maps.Keys(op.Request))
}

// valueOf returns a value of an embedded request as a plain one.
func valueOf(n *document.Node) any {
	switch {
	case n == nil:
		return nil
	case n.Tag != "":
		return asWritten(n)
	case n.Kind == document.Sequence:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = valueOf(item)
		}
		return list
	case n.Kind == document.Mapping:
		object := make(map[string]any, len(n.Fields))
		for _, f := range n.Fields {
			object[f.Name] = valueOf(f.Value)
		}
		return object
	}
	return n.Value()
}

func intOf(a argument) (int, bool) {
	i, err := strconv.Atoi(a.text)
	return i, err == nil && a.why == ""
}

func (e embedded) aim(op *evaluator.Operation, field, part string, a argument, claim func(field, value string) evaluator.Claim) {
	switch {
	case a.why != "":
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: part, Reason: a.why})
	case a.text != "":
		op.Claims = append(op.Claims, claim(field, a.text))
	}
}

// argument returns a parameter by its PascalCase API name.
func (e embedded) argument(name string) argument {
	if e.Parameters == nil {
		return argument{why: "the request can not be read: " + oneLine(e.Expression)}
	}
	node, dynamic := e.Parameter(name)
	return e.argumentOf(name, node, dynamic)
}

func (e embedded) argumentOf(name string, node *document.Node, dynamic string) argument {
	a := argument{path: name, at: node.Where()}
	text, isText := node.Scalar()
	switch {
	case dynamic != "":
		a.text, a.at = oneLine(dynamic), e.Position
		a.why = a.text + ": it is computed at run time"
	case node == nil || !node.IsSet():
		return argument{}
	case node.Tag != "":
		a.text = oneLine(node.Text)
		a.why = a.text + ": " + adviseGive
	case !isText:
		a.why = name + ": it is no text"
	default:
		a.text = text
		if parsed := reference.Parse(text); parsed.Kind == reference.Unresolved {
			a.why = parsed.Reason
		}
	}
	return a
}

// embedded adds the operations of a request that a resource of the plan keeps.
func (p *plan) embedded(r *resource, call reference.Embedded, base string, stored evaluator.Stored) {
	e := embedded{Embedded: call, base: base, stored: stored, begin: func(action evaluator.Action) evaluator.Operation {
		op := p.operation(action, r)
		p.claim(&op, r)
		return op
	}}
	for _, op := range e.operations() {
		p.add(op)
	}
}
