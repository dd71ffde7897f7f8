package terraform

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// read reads the blocks of the file in their order.
func (c *configuration) read() {
	for _, d := range c.declared {
		c.noteCommands(d)
		if read := declaredReaderOf(d); read != nil && d.count() != never {
			read(c, d)
		} else if read == nil {
			c.noteDeclared(d)
		}
	}
}

// declaredReaderOf returns what reads a block, nil for those that neither send an
// ECS request nor store one.
func declaredReaderOf(d *declared) func(*configuration, *declared) {
	if d.section == "data" && d.typ == "aws_ecs_task_execution" {
		return (*configuration).taskExecution
	}
	if d.section != "resource" {
		return nil
	}
	switch d.typ {
	case serviceType:
		return (*configuration).service
	case taskDefinitionType:
		return (*configuration).taskDefinition
	case "aws_ecs_task_set":
		return (*configuration).taskSet
	case clusterType:
		return (*configuration).cluster
	case "aws_cloudwatch_event_target":
		return (*configuration).eventTarget
	case "aws_scheduler_schedule":
		return (*configuration).schedule
	case "aws_pipes_pipe":
		return (*configuration).pipe
	case "aws_sfn_state_machine":
		return (*configuration).stateMachine
	}
	return nil
}

var concernsECS = pattern.Lazily(`(?i)(?:^|[^a-z])ecs(?:[^a-z]|$)|fargate`)

// noteDeclared speaks of blocks that may hide ECS requests.
func (c *configuration) noteDeclared(d *declared) {
	switch {
	case d.section == "module":
		source := d.get("source").literal()
		local := strings.HasPrefix(source, ".") || strings.HasPrefix(source, "/")
		switch {
		case local:
			c.note(d.where, "%s is a module of its own (%s): what becomes of it with these arguments only the plan says", d.address(), quote(source))
		case concernsECS().MatchString(source), concernsECS().MatchString(d.name):
			c.unseen(d.where, "%s comes from elsewhere (%s): what it declares was not looked at; %s", d.address(), quote(source), adviseGive)
		}
	case strings.HasPrefix(d.typ, "awscc_ecs_"):
		c.unseen(d.where, "%s is of the provider awscc, which ecsgate does not read: it was not looked at", d.address())
	case d.section == "resource" && deploysUnread(d.typ):
		c.unseen(d.where, "%s: ecsgate does not know %s: it was not looked at", d.address(), quote(d.typ))
	case d.section == "resource" && isForeign(d.typ) && namesTask(d.body.Names()):
		c.unseen(d.where, "%s names a task definition: what its provider does with it was not looked at", d.address())
	case strings.HasPrefix(d.typ, "aws_cloudformation_stack"):
		c.unseen(d.where, "%s is a CloudFormation stack: its template was not looked at", d.address())
	}
}

// operation begins an operation of a block. It stands where its reference does,
// or at the block.
func (c *configuration) operation(action evaluator.Action, d *declared, at setting) evaluator.Operation {
	op := evaluator.Operation{
		Action:    action,
		Origin:    evaluator.FromTemplate,
		Kind:      configurationKind,
		File:      c.file,
		Position:  d.where,
		Path:      d.address(),
		Reference: reference.Reference{Kind: reference.Absent},
		Request:   map[string]any{},
		Fields:    map[string]document.Position{},
		Maybe:     d.count() == perhaps || at.maybe,
	}
	if at.node != nil {
		op.Position, op.Path = at.at, op.Path+"."+at.path
	}
	if region := c.region(d); region != "" {
		op.Claims = append(op.Claims, evaluator.Claim{Field: providerField, Scope: evaluator.Scope{
			Partition: reference.PartitionOf(region), Region: region,
		}})
		op.Fields[providerField] = d.where
	}
	return op
}

// region returns the Region that a block says, or its provider where this file
// holds that.
func (c *configuration) region(d *declared) string {
	if own := d.get("region"); own.node != nil {
		return own.literal()
	}
	alias := ""
	if provider := d.get("provider"); provider.node != nil {
		text := provider.node.Text
		if provider.node.Tag != "" && provider.node.Tag != expressionTag {
			return ""
		}
		var ok bool
		if alias, ok = strings.CutPrefix(text, "aws."); !ok && text != "aws" {
			return ""
		}
	}
	for _, p := range c.declared {
		if p.section == "provider" && p.get("alias").literal() == alias {
			return p.get("region").literal()
		}
	}
	return ""
}

// refer returns the reference that stands in a setting: a literal, or nothing that
// is known.
func refer(s setting) reference.Reference {
	switch {
	case s.node == nil:
		return reference.Reference{Kind: reference.Absent}
	case s.why() != "":
		return unresolved(oneLine(s.node.Text), s.why())
	}
	return reference.Parse(s.literal())
}

// aim adds what a setting says of a cluster or service.
func (c *configuration) aim(op *evaluator.Operation, field, typ string, s setting, claim func(field, value string) evaluator.Claim) {
	part := field
	if field == "serviceName" {
		part = "service"
	}
	name := c.nameOf(s, typ)
	switch {
	case name != "":
		op.Claims = append(op.Claims, claim(field, name))
		op.Fields[field], op.Request[field] = s.at, name
	case s.why() != "":
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: part, Reason: s.why()})
	case part == "service":
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: part, Reason: "the configuration gives no name"})
	}
}

// fill adds the parameters of a request that the attributes of a block become.
func (d *declared) fill(op *evaluator.Operation, table parameters, blocks ...string) {
	for _, attribute := range table.attributes() {
		s := d.get(append(slices.Clip(blocks), attribute)...)
		if s.node == nil || s.node.Tag == "" && !carries(s.node) {
			continue
		}
		name := table[attribute]
		op.Fields[name] = s.at
		if _, aimed := op.Request[name]; aimed && name != "deploymentConfiguration" {
			continue
		}
		if plain, ok := plainValue(s.node, nil); ok {
			assign(op, name, attribute, plain)
		}
	}
	op.Parameters = placed(op)
}

func (c *configuration) add(op evaluator.Operation) {
	c.change.Operations = append(c.change.Operations, op)
}
