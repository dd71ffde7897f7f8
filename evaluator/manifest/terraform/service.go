package terraform

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const (
	serviceType = "aws_ecs_service"
	clusterType = "aws_ecs_cluster"
)

// service reads an aws_ecs_service: what the provider will send for it.
func (p *plan) service(r *resource) {
	if r.deletes() {
		p.deleteService(r)
	}
	switch {
	case r.creates():
		p.createService(r)
	case r.updates():
		p.updateService(r)
	}
}

func (p *plan) createService(r *resource) {
	op := p.operation(evaluator.CreateService, r)
	p.claim(&op, r)
	p.aimCluster(&op, r)
	name := r.after.get("name")
	aim(&op, "serviceName", text(name), name, evaluator.ServiceClaim)
	p.fillService(&op, r)
	op.DeploymentController = r.after.text("deployment_controller", "type")
	fill(&op, r.after, serviceParameters, r.withoutCount(p.set(r, serviceParameters)))
	p.add(op)
}

// fillService reads what the requests about a service have in common.
func (p *plan) fillService(op *evaluator.Operation, r *resource) {
	op.Reference = p.refer(r, "task_definition")
	if op.Reference.Kind != reference.Absent {
		locate(op, r, r.after.get("task_definition"))
	}
	if count, ok := r.after.get("desired_count").node.Int(); ok && !r.isDaemon() {
		op.DesiredCount = &count
	}
}

// isDaemon: such a service has no count, and the provider sends none.
func (r *resource) isDaemon() bool { return r.after.text("scheduling_strategy") == "DAEMON" }

func (r *resource) withoutCount(attributes []string) []string {
	return slices.DeleteFunc(attributes, func(name string) bool { return name == "desired_count" && r.isDaemon() })
}

// quiet are the attributes whose change sends no UpdateService
// (https://github.com/hashicorp/terraform-provider-aws, internal/service/ecs/service.go).
var quiet = []string{"tags", "tags_all", "force_delete", "id", "arn"}

// updateService reads an update in place. The request has those parameters whose
// attributes change, and forceNewDeployment whatever changes.
func (p *plan) updateService(r *resource) {
	changed := r.changed()
	if r.before.exists() && r.after.exists() && !slices.ContainsFunc(changed, isLoud) {
		return
	}
	op := p.operation(evaluator.UpdateService, r)
	p.claim(&op, r)
	p.aimService(&op, r, r.before)
	force := r.after.get("force_new_deployment")
	op.ForceNewDeployment = force.node.True() || force.why == afterApply
	op.Request["forceNewDeployment"] = op.ForceNewDeployment
	op.Fields["forceNewDeployment"] = force.at
	p.fillService(&op, r)
	if !slices.Contains(changed, "task_definition") && r.after.get("task_definition").why != isMissing {
		p.keepDefinition(&op, r)
	}
	if !slices.Contains(changed, "desired_count") {
		op.DesiredCount = nil
	}
	fill(&op, r.after, serviceParameters, r.withoutCount(slices.DeleteFunc(changed, isCreateOnly)))
	p.add(op)
}

// keepDefinition makes the reference of an update absent: the request does not
// repeat a task definition that stays.
func (p *plan) keepDefinition(op *evaluator.Operation, r *resource) {
	op.Reference = reference.Reference{Kind: reference.Absent}
	op.Position, op.Path = r.where, r.path()
	delete(op.Fields, "taskDefinition")
}

func isLoud(attribute string) bool { return !slices.Contains(quiet, attribute) }

func isCreateOnly(attribute string) bool {
	return slices.Contains(createOnly, attribute) || serviceParameters[attribute] == ""
}

// changed lists the attributes that differ between the two sides, sorted as the
// plan has them.
func (r *resource) changed() []string {
	var list []string
	for _, name := range r.names() {
		before, after := r.before.get(name), r.after.get(name)
		switch {
		case after.why == isMissing && before.why == isMissing:
		case after.why == "" && before.why == "" && same(before.node, after.node) && !r.partlyUnknown(name):
		case after.why == isSensitive && before.why == isSensitive && same(r.before.values.Get(name), r.after.values.Get(name)):
		default:
			list = append(list, name)
		}
	}
	return list
}

// partlyUnknown reports whether something inside an attribute is known only
// after apply.
func (r *resource) partlyUnknown(name string) bool { return anyTrue(r.after.unknown.Get(name)) }

// names lists the attributes of both sides, each once.
func (r *resource) names() []string {
	names := r.before.values.Names()
	for _, more := range [][]string{r.after.values.Names(), r.after.unknown.Names()} {
		for _, name := range more {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

func (p *plan) deleteService(r *resource) {
	op := p.operation(evaluator.DeleteService, r)
	p.claim(&op, r)
	p.aimService(&op, r, r.before)
	fill(&op, r.before, serviceParameters, nil)
	p.add(op)
}

// aimService says which existing service is meant: its ARN says it all.
func (p *plan) aimService(op *evaluator.Operation, r *resource, s side) {
	cluster := s.get("cluster")
	if cluster.why == isMissing {
		cluster = r.after.get("cluster")
	}
	aim(op, "cluster", text(cluster), cluster, evaluator.ClusterClaim)
	name := s.get("name")
	if arn := s.get("id"); isServiceARN(text(arn)) {
		name = arn
	}
	if name.why == isMissing {
		name = r.after.get("name")
	}
	aim(op, "service", text(name), name, evaluator.ServiceClaim)
}

func isServiceARN(text string) bool {
	arn, ok := reference.ParseARN(text)
	return ok && arn.Service == "ecs"
}

// aimCluster says which cluster a new service or task belongs to. A service that
// names none goes to "default", though the plan knows the name only after apply.
func (p *plan) aimCluster(op *evaluator.Operation, r *resource) {
	name, v := p.name(r, clusterType, "cluster")
	if config, _ := p.configOf(r); v.why == afterApply && config != nil && expression(config, "cluster") == nil {
		return
	}
	aim(op, "cluster", name, v, evaluator.ClusterClaim)
}

func text(v value) string {
	text, _ := v.node.Scalar()
	return text
}

// cluster reads an aws_ecs_cluster: what the plan creates.
func (p *plan) cluster(r *resource) {
	name := r.after.text("name")
	if !r.creates() || name == "" {
		return
	}
	scope := p.scope(r)
	scope.Cluster = name
	p.change.Clusters = append(p.change.Clusters, scope)
}
