package cloudformation

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// rule reads an AWS::Events::Rule: each target with EcsParameters runs tasks.
func (r *reader) rule(res *resource, properties place) []evaluator.Operation {
	name := r.label(r.child(properties, "Name"), res)
	if bus := r.child(properties, "EventBusName"); bus.node == nil || r.word(bus) != "" {
		name = reference.BusName(r.word(bus)) + "/" + name
	}
	enabled := r.word(r.child(properties, "State")) != "DISABLED"
	if r.misspelt(properties.node, "Targets") {
		return nil
	}
	var operations []evaluator.Operation
	for _, to := range r.items(r.child(properties, "Targets")) {
		if r.misspelt(to.node, "EcsParameters", "Arn") {
			continue
		}
		task := r.child(to, "EcsParameters")
		if task.node == nil {
			continue
		}
		stored := evaluator.Stored{Holder: evaluator.RuleHolder, Name: name, Enabled: enabled}
		if id := r.word(r.child(to, "Id")); id != "" {
			stored.Name += "/" + id
		}
		operations = append(operations, r.storedTask(res, to, task, "Arn", stored)...)
	}
	return operations
}

// pipe reads an AWS::Pipes::Pipe whose target is a cluster.
func (r *reader) pipe(res *resource, properties place) []evaluator.Operation {
	parameters := r.child(properties, "TargetParameters")
	if r.misspelt(properties.node, "TargetParameters", "Target") || r.misspelt(parameters.node, "EcsTaskParameters") {
		return nil
	}
	task := r.child(parameters, "EcsTaskParameters")
	if task.node == nil {
		return nil
	}
	return r.storedTask(res, properties, task, "Target", evaluator.Stored{
		Holder:  evaluator.PipeHolder,
		Name:    r.label(r.child(properties, "Name"), res),
		Enabled: r.word(r.child(properties, "DesiredState")) != "STOPPED",
	})
}

// storedTask reads a RunTask that EventBridge will send: its parameters, and
// the cluster, which is what the target's ARN names.
func (r *reader) storedTask(
	res *resource, to, task place, arn string, stored evaluator.Stored,
) []evaluator.Operation {
	if r.misspelt(task.node, "TaskDefinitionArn") || r.misspeltTask(task) {
		return nil
	}
	at := r.child(task, "TaskDefinitionArn")
	op := r.operation(evaluator.RunTask, res, at)
	op.Stored = &stored
	r.name(&op, at)
	r.aim(&op, r.child(to, arn), clusterTarget)
	r.fill(&op, task, reference.TargetParameterName)
	locate(&op, at)
	if cluster := to.node.Field(arn); cluster != nil && to.hidden == "" {
		op.Fields["cluster"] = cluster.Value.Where()
	}
	return []evaluator.Operation{op}
}

// misspeltTask reports whether the parameters name the task definition as the
// ECS API would, and not as EventBridge does.
func (r *reader) misspeltTask(task place) bool {
	if task.node == nil {
		return false
	}
	for _, f := range task.node.Fields {
		if strings.EqualFold(f.Name, "TaskDefinition") {
			r.fail(f.Position, "unknown property "+quote(f.Name)+`: did you mean "TaskDefinitionArn"?`)
			return true
		}
	}
	return false
}
