package terraform

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// storage says how a type of resource keeps a RunTask that another service sends
// later.
type storage struct {
	holder evaluator.HolderKind
	// blocks lead to where the request stands, cluster is the attribute that names
	// its cluster.
	blocks, cluster []string
	// name returns the holder's name, "" where it is not known.
	name    func(*plan, *resource, side) string
	enabled func(*plan, *resource, side) bool
}

var (
	eventTarget = storage{
		holder: evaluator.RuleHolder, blocks: []string{"ecs_target"}, cluster: []string{"arn"},
		name:    func(_ *plan, _ *resource, s side) string { return targetName(s) },
		enabled: (*plan).ruleEnabled,
	}
	schedule = storage{
		holder: evaluator.ScheduleHolder, blocks: []string{"target", "ecs_parameters"}, cluster: []string{"target", "arn"},
		name:    func(_ *plan, _ *resource, s side) string { return scheduleName(s) },
		enabled: func(_ *plan, _ *resource, s side) bool { return s.text("state") != "DISABLED" },
	}
	pipe = storage{
		holder: evaluator.PipeHolder, blocks: []string{"target_parameters", "ecs_task_parameters"}, cluster: []string{"target"},
		name:    func(_ *plan, _ *resource, s side) string { return s.text("name") },
		enabled: func(_ *plan, _ *resource, s side) bool { return s.text("desired_state") != "STOPPED" },
	}
)

// eventTarget reads an aws_cloudwatch_event_target.
func (p *plan) eventTarget(r *resource) {
	p.letGo(r, eventTarget)
	if p.stores(r) {
		p.store(r, eventTarget)
	}
}

// pipe reads an aws_pipes_pipe.
func (p *plan) pipe(r *resource) {
	p.letGo(r, pipe)
	if p.stores(r) {
		p.store(r, pipe)
	}
}

// stores reports whether a request is written down anew.
func (p *plan) stores(r *resource) bool { return r.creates() || r.updates() }

// store reads the request that stands in the resource after the apply.
func (p *plan) store(r *resource, kept storage) {
	if !r.after.has(kept.blocks...) {
		return
	}
	op := p.operation(evaluator.RunTask, r)
	op.Stored = p.holder(r, kept)
	p.claim(&op, r)
	names := join(kept.blocks, "task_definition_arn")
	op.Reference = p.refer(r, names...)
	locate(&op, r, r.after.get(names...))
	cluster, v := p.name(r, clusterType, kept.cluster...)
	aim(&op, "cluster", cluster, v, evaluator.ClusterClaim)
	fill(&op, r.after, storedParameters, p.set(r, storedParameters, kept.blocks...), kept.blocks...)
	p.add(op)
}

// holder describes what will send the request.
func (p *plan) holder(r *resource, kept storage) *evaluator.Stored {
	name := kept.name(p, r, r.after)
	if name == "" {
		name = r.address
	}
	stored := &evaluator.Stored{Holder: kept.holder, Name: name, Enabled: kept.enabled(p, r, r.after)}
	if kept.holder == evaluator.ScheduleHolder {
		stored.EndsAt = endOf(r.after)
	}
	return stored
}

func join(blocks []string, name string) []string {
	return append(append([]string{}, blocks...), name)
}

// targetName spells the target of a rule as EventBridge identifies it.
func targetName(s side) string {
	rule, id := s.text("rule"), s.text("target_id")
	if rule == "" || id == "" {
		return ""
	}
	return busName(s) + "/" + rule + "/" + id
}

func busName(s side) string { return reference.BusName(s.text("event_bus_name")) }

// ruleEnabled looks for the rule of a target in the plan. One that is elsewhere
// counts as enabled.
func (p *plan) ruleEnabled(r *resource, s side) bool {
	name, _ := p.name(r, ruleType, "rule")
	for _, rule := range p.changes {
		if rule.typ == ruleType && rule.mode != "data" && name != "" && rule.after.text("name") == name && busName(rule.after) == busName(s) {
			return rule.after.text("state") != "DISABLED" && rule.after.text("is_enabled") != "false"
		}
	}
	return true
}

const ruleType = "aws_cloudwatch_event_rule"
