package terraform

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// schedule reads an aws_scheduler_schedule: a templated target with
// ecs_parameters, or a universal one that calls the ECS API.
func (p *plan) schedule(r *resource) {
	if !isUniversal(r.before) {
		p.letGo(r, schedule)
	} else if r.deletes() || r.updates() && !same(r.before.get("target").node, r.after.get("target").node) {
		p.release(r, evaluator.ScheduleHolder, scheduleName(r.before))
	}
	switch {
	case !p.stores(r):
	case isUniversal(r.after):
		p.universal(r)
	default:
		p.store(r, schedule)
	}
}

func isUniversal(s side) bool {
	_, ok := reference.UniversalTarget(s.text("target", "arn"))
	return ok
}

// universal reads a target that calls the ECS API with the request in its input.
func (p *plan) universal(r *resource) {
	api, _ := reference.UniversalTarget(r.after.text("target", "arn"))
	input := r.after.get("target", "input")
	call := reference.Embedded{API: api, Integration: "aws-sdk:ecs", Position: input.at}
	switch root, err := reference.ReadText(text(input), input.at); {
	case input.why != "":
		call.Expression = input.why
	case err != nil:
		call.Expression = err.Error()
	default:
		call.Parameters = root
	}
	p.embedded(r, call, "target[0].input", *p.holder(r, schedule))
}

// scheduleName spells a schedule as group/name.
func scheduleName(s side) string {
	name, group := s.text("name"), s.text("group_name")
	if name == "" {
		return ""
	}
	if group == "" {
		group = "default"
	}
	return group + "/" + name
}

func endOf(s side) time.Time {
	return reference.ScheduleEnd(s.text("schedule_expression"), s.text("schedule_expression_timezone"), s.text("end_date"))
}
