package report

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// request names the operation: "UpdateService on prod/web".
func request(op *evaluator.OperationReport) string {
	text := string(op.Action)
	if where := inCluster(op.Cluster, op.Service); where != "" {
		text += " on " + where
	}
	return text
}

// requestFor adds what it refers to: "UpdateService on prod/web with web:41".
func requestFor(op *evaluator.OperationReport) string {
	name := op.Reference.Name()
	switch {
	case name == "":
		return request(op)
	case op.Action.Retires() || op.Action == evaluator.RegisterTaskDefinition:
		return request(op) + " of " + name
	default:
		return request(op) + " with " + name
	}
}

// begun names the operation at the beginning of a line that would not tell it from
// others of its place. What stands in an account has a place of its own.
func begun(op *evaluator.OperationReport) string {
	switch {
	case op == nil || op.File == "":
		return ""
	case op.Reference.Kind == reference.Unresolved: // the line says which
		return request(op) + later(op) + ": "
	default:
		return requestFor(op) + later(op) + ": "
	}
}

// later says what sends a stored operation.
func later(op *evaluator.OperationReport) string {
	switch {
	case !op.Stored:
		return ""
	case op.Name == "":
		return ", sent later"
	default:
		return ", sent later by " + op.Name
	}
}

func inCluster(cluster, service string) string {
	if cluster == "" || service == "" {
		return cluster + service
	}
	return cluster + "/" + service
}

// requestOf names the operation, what it refers to and what sends it.
func requestOf(op *evaluator.OperationReport) string {
	text := requestFor(op)
	if name := op.Reference.Name(); name != "" && op.Reference.Resolved != "" && op.Reference.Resolved != name {
		text += ", which is " + op.Reference.Resolved
	}
	return text + later(op)
}
