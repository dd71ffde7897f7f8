package cloudformation

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// schedule reads an AWS::Scheduler::Schedule: a templated target with
// EcsParameters, or a universal one that calls the ECS API.
func (r *reader) schedule(res *resource, properties place) []evaluator.Operation {
	to := r.child(properties, "Target")
	if r.misspelt(properties.node, "Target") || r.misspelt(to.node, "EcsParameters", "Arn", "Input") {
		return nil
	}
	stored := evaluator.Stored{
		Holder:  evaluator.ScheduleHolder,
		Name:    r.scheduleName(res, properties),
		Enabled: r.word(r.child(properties, "State")) != "DISABLED",
		EndsAt:  r.endOf(properties),
	}
	if task := r.child(to, "EcsParameters"); task.node != nil {
		return r.storedTask(res, to, task, "Arn", stored)
	}
	arn := r.value(r.child(to, "Arn"))
	if arn.shape != textValue {
		return nil
	}
	api, ok := reference.UniversalTarget(arn.text)
	if h := r.onlyHole(arn.text); h != nil && h.resource == nil {
		r.unseen(res.where, "the target of schedule "+quote(res.id)+" is "+h.written+": it was not looked at")
	}
	if !ok {
		return nil
	}
	input := r.child(to, "Input")
	if input.node == nil {
		input = to
	}
	call := reference.Embedded{API: api, Integration: "aws-sdk:ecs", Position: input.field}
	if v := r.value(input); v.shape == textValue {
		// What can not be read leaves no parameters, and then nothing is known.
		call.Parameters, _ = r.parse(v.text, input.field)
	}
	return r.request(res, call, input, stored)
}

// scheduleName returns group/name; a schedule without a group is in "default".
func (r *reader) scheduleName(res *resource, properties place) string {
	name := r.label(r.child(properties, "Name"), res)
	group := r.child(properties, "GroupName")
	if !r.carries(group.node) {
		return "default/" + name
	}
	if g := r.label(group, &resource{}); g != "" {
		return g + "/" + name
	}
	return name
}

// endOf returns when a schedule triggers for the last time, zero for never or
// not known.
func (r *reader) endOf(properties place) time.Time {
	word := func(property string) string { return r.word(r.child(properties, property)) }
	return reference.ScheduleEnd(word("ScheduleExpression"), word("ScheduleExpressionTimezone"), word("EndDate"))
}
