package terraform

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// service reads an aws_ecs_service: what exists decides whether it is created or
// updated.
func (c *configuration) service(d *declared) {
	op := c.launch(evaluator.PutService, d)
	c.aim(&op, "serviceName", serviceType, d.get("name"), evaluator.ServiceClaim)
	if count, ok := d.get("desired_count").node.Int(); ok {
		op.DesiredCount = &count
	}
	op.ForceNewDeployment = d.get("force_new_deployment").node.True()
	op.DeploymentController = d.get("deployment_controller", "type").literal()
	d.fill(&op, serviceParameters)
	c.add(op)
}

func (c *configuration) taskSet(d *declared) {
	op := c.launch(evaluator.CreateTaskSet, d)
	c.aim(&op, "service", serviceType, d.get("service"), evaluator.ServiceClaim)
	d.fill(&op, taskSetParameters)
	c.add(op)
}

// taskExecution reads a data source whose reading runs tasks.
func (c *configuration) taskExecution(d *declared) {
	op := c.launch(evaluator.RunTask, d)
	d.fill(&op, taskParameters)
	c.add(op)
	c.note(d.where, "%s: reading it runs tasks, at every plan", d.address())
}

// launch begins a request that names a task definition and a cluster.
func (c *configuration) launch(action evaluator.Action, d *declared) evaluator.Operation {
	at := d.get("task_definition")
	op := c.operation(action, d, at)
	op.Reference = refer(at)
	c.aim(&op, "cluster", clusterType, d.get("cluster"), evaluator.ClusterClaim)
	return op
}

// taskDefinition reads an aws_ecs_task_definition: what it registers. What that
// replaces only the plan knows.
func (c *configuration) taskDefinition(d *declared) {
	family := d.get("family")
	op := c.operation(evaluator.RegisterTaskDefinition, d, family)
	op.Reference = reference.Reference{Kind: reference.Produced}
	switch name := family.literal(); {
	case family.node == nil:
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "family", Reason: "the configuration gives no family"})
	case family.why() != "":
		op.Reference.Raw = oneLine(family.node.Text)
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "family", Reason: family.why()})
	case reference.Parse(name).Kind == reference.Family:
		op.Reference.Raw, op.Reference.Family = name, name
	default:
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "family", Reason: "family " + quote(name) + ": no name of a family"})
	}
	d.fill(&op, taskDefinitionParameters)
	c.add(op)
	if !d.get("skip_destroy").node.True() {
		c.note(d.where, "a changed aws_ecs_task_definition registers a revision and deregisters the one that it replaces,"+
			" unless skip_destroy is in the state already: what that retires only the plan says")
	}
}

// cluster reads an aws_ecs_cluster: what the change creates, where its name is a
// literal.
func (c *configuration) cluster(d *declared) {
	name := d.get("name").literal()
	if name == "" {
		return
	}
	scope := evaluator.Scope{Region: c.region(d), Cluster: name}
	if d.count() == perhaps {
		c.change.MaybeClusters = append(c.change.MaybeClusters, scope)
		return
	}
	c.change.Clusters = append(c.change.Clusters, scope)
}

func (c *configuration) eventTarget(d *declared) {
	name := ""
	rule, id := c.nameOf(d.get("rule"), ruleType), d.get("target_id").literal()
	bus := d.get("event_bus_name")
	if rule != "" && id != "" && bus.why() == "" {
		name = reference.BusName(bus.literal()) + "/" + rule + "/" + id
	}
	c.store(d, evaluator.RuleHolder, name, c.ruleEnabled(d), []string{"ecs_target"}, []string{"arn"})
}

// ruleEnabled looks for the rule of a target in this file.
func (c *configuration) ruleEnabled(d *declared) bool {
	rule := c.own(d.get("rule"), ruleType)
	return rule == nil || rule.get("state").literal() != "DISABLED" && rule.get("is_enabled").literal() != "false"
}

func (c *configuration) schedule(d *declared) {
	name, group := d.get("name").literal(), d.get("group_name")
	switch {
	case name == "":
	case group.node == nil:
		name = "default/" + name
	case group.literal() != "":
		name = group.literal() + "/" + name
	default:
		name = ""
	}
	enabled := d.get("state").literal() != "DISABLED"
	if api, ok := reference.UniversalTarget(d.get("target", "arn").literal()); ok {
		c.universal(d, api, c.stored(d, evaluator.ScheduleHolder, name, enabled))
		return
	}
	c.store(d, evaluator.ScheduleHolder, name, enabled, []string{"target", "ecs_parameters"}, []string{"target", "arn"})
}

func (c *configuration) pipe(d *declared) {
	c.store(d, evaluator.PipeHolder, d.get("name").literal(), d.get("desired_state").literal() != "STOPPED",
		[]string{"target_parameters", "ecs_task_parameters"}, []string{"target"})
}

// store reads a RunTask that another service will send.
func (c *configuration) store(d *declared, holder evaluator.HolderKind, name string, enabled bool, blocks, cluster []string) {
	task := d.get(blocks...)
	if task.node == nil {
		return
	}
	at := d.get(join(blocks, "task_definition_arn")...)
	at.maybe = at.maybe || task.maybe
	op := c.operation(evaluator.RunTask, d, at)
	stored := c.stored(d, holder, name, enabled)
	op.Stored = &stored
	op.Reference = refer(at)
	if at.node == nil && task.node.Tag != "" {
		op.Reference = unresolved(oneLine(task.node.Text), task.why())
	}
	c.aim(&op, "cluster", clusterType, d.get(cluster...), evaluator.ClusterClaim)
	d.fill(&op, storedParameters, blocks...)
	c.add(op)
}

// stored describes what will send a request. A holder without a known name goes by
// its address.
func (c *configuration) stored(d *declared, holder evaluator.HolderKind, name string, enabled bool) evaluator.Stored {
	if name == "" {
		name = d.address()
	}
	return evaluator.Stored{Holder: holder, Name: name, Enabled: enabled}
}
