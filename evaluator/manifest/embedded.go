package manifest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// embeddedRequest is a request to ECS inside a state machine or a schedule.
type embeddedRequest struct {
	reference.Embedded
	kind   string
	stored evaluator.Stored
	// path leads to the parameters, or to the state that has none.
	path string
	// unreadable says why nothing is known of the parameters.
	unreadable string
}

// embedded returns the operations of an embedded request: one, or one for each
// revision that it deletes.
func (s source) embedded(e embeddedRequest) evaluator.Change {
	action := evaluator.Action(e.Request())
	if parameters[action] == nil {
		return s.notJudged(e)
	}
	op := s.storedOperation(action, e.kind, e.stored)
	op.Position, op.Path = e.Position, e.path
	fill(&op, e.Parameters, reference.ParameterName)
	e.aim(&op)
	if count, ok := e.parameter("DesiredCount").Int(); ok {
		op.DesiredCount = &count
	}
	op.ForceNewDeployment = strings.EqualFold(scalar(e.parameter("ForceNewDeployment")), "true")
	if action == evaluator.CreateService {
		op.DeploymentController = e.parameter("DeploymentController").Get("Type").Str()
	}
	switch action {
	case evaluator.DeleteService:
	case evaluator.RegisterTaskDefinition:
		e.register(&op)
	case evaluator.DeleteTaskDefinitions:
		return evaluator.Change{Operations: e.deletions(op)}
	default:
		op.Reference = e.refer("TaskDefinition")
		e.locate(&op, "TaskDefinition")
		if op.Reference.Kind == reference.Absent && action.Retires() {
			op.Reference = noneNamed
		}
	}
	return evaluator.Change{Operations: []evaluator.Operation{op}}
}

// notJudged says of a request that changes something, and names no task
// definition, that nobody looks at it.
func (s source) notJudged(e embeddedRequest) evaluator.Change {
	switch {
	case strings.Contains(e.API, "ExpressGateway") && !strings.HasPrefix(e.API, "describe"):
		return s.unseen(e.Position, "%s is sent here, which registers and runs a task definition that ECS makes: not checked", e.Request())
	case e.API == "stopServiceDeployment":
		return s.unseen(e.Position, "StopServiceDeployment is sent here, which may return a service to its last revision: not checked")
	}
	return evaluator.Change{}
}

// parameter returns the value of a parameter that stands in the request.
func (e embeddedRequest) parameter(name string) *document.Node {
	node, _ := e.Parameter(name)
	return node
}

// hidden returns what computes a parameter when the request is sent, and why it
// is not known before.
func (e embeddedRequest) hidden(name string) (expression, reason string) {
	if e.unreadable != "" {
		return "", e.unreadable
	}
	if _, expression = e.Parameter(name); expression == "" {
		return "", ""
	}
	return expression, computed(expression)
}

// refer returns the reference in a parameter.
func (e embeddedRequest) refer(name string) reference.Reference {
	if expression, reason := e.hidden(name); reason != "" {
		return reference.Reference{Kind: reference.Unresolved, Raw: expression, Reason: reason}
	}
	return refer(e.parameter(name))
}

// noneNamed is the reference of a retirement that names nothing.
var noneNamed = reference.Reference{Kind: reference.Unresolved, Reason: "no task definition is named"}

// computed is why what an expression gives is not known.
func computed(expression string) string {
	const most = 200
	if runes := []rune(expression); len(runes) > most {
		expression = string(runes[:most]) + "…"
	}
	return strconv.Quote(expression) + " is computed at run time"
}

// aim says where the request goes.
func (e embeddedRequest) aim(op *evaluator.Operation) {
	takes := parameters[op.Action]
	for _, p := range []struct {
		name string
		target
	}{{"Cluster", clusterTarget}, {"Service", serviceTarget}, {"ServiceName", serviceTarget}} {
		field := reference.ParameterName(p.name)
		if !takes[field] {
			continue
		}
		switch _, reason := e.hidden(p.name); {
		case reason != "":
			p.open(op, reason)
		case !p.target.aim(op, field, e.parameter(p.name)) && p.part == paramService:
			p.open(op, "no service is named")
		}
	}
	for _, item := range items(e.parameter("ContainerInstances")) {
		if claim, ok := instanceClaim(item.Str()); ok && takes[paramContainerInstances] {
			op.Claims = append(op.Claims, claim)
		}
	}
}

// locate puts the operation where a parameter stands.
func (e embeddedRequest) locate(op *evaluator.Operation, name string) {
	for _, field := range fields(e.Parameters) {
		if strings.EqualFold(strings.TrimSuffix(field.Name, ".$"), name) {
			op.Position, op.Path = field.Position, join(e.path, field.Name)
			return
		}
	}
}

// register makes the reference of a registration.
func (e embeddedRequest) register(op *evaluator.Operation) {
	e.locate(op, "Family")
	family := e.refer("Family").Registers()
	op.Reference = reference.Reference{Kind: reference.Produced, Raw: family.Raw}
	switch family.Kind {
	case reference.Produced, reference.Invalid:
		op.Reference = family
	case reference.Absent:
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: paramFamily, Reason: "no family is named"})
	default:
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: paramFamily, Reason: family.Reason})
	}
}

// deletions makes one operation of each revision in the list.
func (e embeddedRequest) deletions(op evaluator.Operation) []evaluator.Operation {
	e.locate(&op, "TaskDefinitions")
	list := e.parameter("TaskDefinitions")
	if len(items(list)) == 0 {
		op.Reference = e.refer("TaskDefinitions")
		if op.Reference.Kind == reference.Absent || isList(list) {
			op.Reference = noneNamed
		}
		return []evaluator.Operation{op}
	}
	operations := make([]evaluator.Operation, len(list.Items))
	for i, item := range list.Items {
		one := op
		one.Reference = refer(item)
		one.Position, one.Path = item.Position, fmt.Sprintf("%s[%d]", op.Path, i)
		one.Fields = map[string]document.Position{paramTaskDefinition: item.Position, paramTaskDefinitions: list.Position}
		operations[i] = one
	}
	return operations
}

func scalar(n *document.Node) string {
	text, _ := n.Scalar()
	return text
}
