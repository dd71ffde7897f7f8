package cloudformation

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// embedded is a request inside a text or an object of the template; base is the
// property that holds it.
type embedded struct {
	reference.Embedded
	base place
}

// request reads a request that is embedded in the property base.
func (r *reader) request(
	res *resource, call reference.Embedded, base place, stored evaluator.Stored,
) []evaluator.Operation {
	action := evaluator.Action(call.Request())
	if !action.IsRequest() {
		return nil
	}
	e := embedded{call, base}
	switch action {
	case evaluator.RegisterTaskDefinition:
		at := r.parameterOf(e, "Family")
		op := r.operation(action, res, at)
		op.Reference = r.registered(&op, at)
		return []evaluator.Operation{r.complete(op, e, stored)}
	case evaluator.DeleteTaskDefinitions:
		return r.deletions(res, e, stored)
	}
	at := r.parameterOf(e, "TaskDefinition")
	op := r.operation(action, res, at)
	if at.node == nil {
		op.Position, op.Path = e.Position, base.path+r.pathOf(e.Path)
	}
	r.name(&op, at)
	return []evaluator.Operation{r.complete(op, e, stored)}
}

// deletions reads a request with several references: one operation for each.
func (r *reader) deletions(res *resource, e embedded, stored evaluator.Stored) []evaluator.Operation {
	var operations []evaluator.Operation
	for _, at := range r.items(r.parameterOf(e, "TaskDefinitions")) {
		op := r.operation(evaluator.DeleteTaskDefinitions, res, at)
		r.name(&op, at)
		operations = append(operations, r.complete(op, e, stored))
	}
	return operations
}

// complete adds what every embedded request has.
func (r *reader) complete(op evaluator.Operation, e embedded, stored evaluator.Stored) evaluator.Operation {
	op.Stored = &stored
	if !op.Action.Retires() && op.Action != evaluator.RegisterTaskDefinition {
		r.aim(&op, r.parameterOf(e, "Cluster"), clusterTarget)
	}
	switch op.Action {
	case evaluator.CreateService:
		r.aim(&op, r.parameterOf(e, "ServiceName"), serviceTarget)
	case evaluator.UpdateService, evaluator.CreateTaskSet, evaluator.DeleteService:
		r.aim(&op, r.parameterOf(e, "Service"), serviceTarget)
	}
	op.DesiredCount = r.count(r.parameterOf(e, "DesiredCount"))
	op.ForceNewDeployment = r.setting(r.parameterOf(e, "ForceNewDeployment")) == "true"
	r.fill(&op, place{node: e.Parameters, made: true}, reference.ParameterName)
	return op
}

// parameterOf returns a parameter of an embedded request. One that is computed
// when the request is sent is hidden; so is everything in a request that could
// not be read.
func (r *reader) parameterOf(e embedded, name string) place {
	node, dynamic := e.Parameter(name)
	p := place{node: node, path: e.base.path + r.pathOf(e.Path), field: e.Position, made: true}
	if dynamic == "" && e.Parameters == nil {
		p.node, p.made, p.hidden = e.base.node, false, "the request can not be read"
		return p
	}
	if dynamic != "" {
		p.node = &document.Node{Kind: document.String, Text: dynamic}
		p.hidden = "it is computed at run time"
	}
	if p.node == nil {
		return place{}
	}
	if e.Parameters != nil {
		p.path += "." + name
		for _, f := range e.Parameters.Fields {
			if strings.EqualFold(strings.TrimSuffix(f.Name, ".$"), name) {
				p.field = f.Position
			}
		}
	}
	return p
}

// pathOf writes the way into a definition: ".States.Fan.Branches[0]".
func (r *reader) pathOf(steps []string) string {
	return reference.WritePath(steps, func(step string) string { return oneLine(r.spell(step)) })
}
