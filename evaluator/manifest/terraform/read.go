package terraform

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// readResource reads what an apply does with one resource.
func (p *plan) readResource(r *resource) {
	read := readerOf(r)
	switch {
	case read == nil:
		p.noteType(r)
		return
	case !r.known:
		p.fail(r.where, r.path()+" has no actions: the plan does not say what becomes of it")
		return
	}
	if action, strange := r.strangeAction(); strange {
		p.unseen(r.where, r.path()+": ecsgate does not know the action "+quote(action)+": it was not looked at")
		return
	}
	read(p, r)
}

// readerOf returns what reads a resource, nil for those that neither send an ECS
// request nor store one.
func readerOf(r *resource) func(*plan, *resource) {
	if r.mode == "data" {
		if r.typ == "aws_ecs_task_execution" {
			return (*plan).taskExecution
		}
		return nil
	}
	switch r.typ {
	case serviceType:
		return (*plan).service
	case taskDefinitionType:
		return (*plan).taskDefinition
	case "aws_ecs_task_set":
		return (*plan).taskSet
	case clusterType:
		return (*plan).cluster
	case "aws_cloudwatch_event_target":
		return (*plan).eventTarget
	case "aws_scheduler_schedule":
		return (*plan).schedule
	case "aws_pipes_pipe":
		return (*plan).pipe
	case "aws_sfn_state_machine":
		return (*plan).stateMachine
	}
	return nil
}

// noteType speaks about resources that may send ECS requests and are not read.
func (p *plan) noteType(r *resource) {
	if r.mode == "data" || !r.creates() && !r.updates() && !r.deletes() {
		return
	}
	switch {
	case r.typ == "aws_cloudformation_stack" || r.typ == "aws_cloudformation_stack_set":
		if body := r.after.get("template_body"); body.why == "" && body.node != nil && !strings.Contains(text(body), "ECS") && !r.deletes() {
			return
		}
		p.unseen(r.where, r.path()+" is a CloudFormation stack: its template was not looked at")
	case strings.HasPrefix(r.typ, "awscc_ecs_"):
		p.unseen(r.where, r.path()+" is of the provider awscc, which ecsgate does not read: it was not looked at")
	case isForeign(r.typ) && !r.deletes() && namesTask(append(r.after.values.Names(), r.after.unknown.Names()...)):
		p.unseen(r.where, r.path()+" names a task definition: what its provider does with it was not looked at")
	case deploysUnread(r.typ):
		p.unseen(r.where, r.path()+": ecsgate does not know "+quote(r.typ)+": it was not looked at")
	}
}

// settings are the types of ECS that launch nothing and name no revision.
var settings = []string{
	"aws_ecs_account_setting_default", "aws_ecs_capacity_provider", "aws_ecs_cluster_capacity_providers", "aws_ecs_tag",
}

// deploysUnread reports whether a type without a reader is one of ECS that may
// run something.
func deploysUnread(typ string) bool {
	return strings.HasPrefix(typ, "aws_ecs_") && !slices.Contains(settings, typ)
}

// taskSet reads an aws_ecs_task_set. Everything of it but its scale is fixed.
func (p *plan) taskSet(r *resource) {
	if r.deletes() {
		p.note(r.where, r.path()+" is deleted: what its task set holds still counts here")
	}
	if !r.creates() {
		return
	}
	op := p.operation(evaluator.CreateTaskSet, r)
	p.claim(&op, r)
	p.aimCluster(&op, r)
	name, v := p.name(r, serviceType, "service")
	aim(&op, "service", name, v, evaluator.ServiceClaim)
	op.Reference = p.refer(r, "task_definition")
	locate(&op, r, r.after.get("task_definition"))
	fill(&op, r.after, taskSetParameters, p.set(r, taskSetParameters))
	p.add(op)
}

// taskExecution reads a data source whose reading runs tasks. What stands in the
// list of changes is read during the apply; see noteExecuted for the others.
func (p *plan) taskExecution(r *resource) {
	if !r.does("read") {
		return
	}
	op := p.operation(evaluator.RunTask, r)
	p.claim(&op, r)
	p.aimCluster(&op, r)
	op.Reference = p.refer(r, "task_definition")
	locate(&op, r, r.after.get("task_definition"))
	fill(&op, r.after, taskParameters, p.set(r, taskParameters))
	p.add(op)
}
