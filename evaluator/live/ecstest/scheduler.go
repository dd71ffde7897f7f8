package ecstest

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
)

func schedulerActions() map[string]operation {
	return map[string]operation{
		"ListSchedules":      listSchedules,
		"GetSchedule":        getSchedule,
		"ListScheduleGroups": listScheduleGroups,
	}
}

func schedulerPages(member string) paging {
	return paging{member: member, limit: "MaxResults", token: "NextToken", usual: 100, most: 100}
}

// group is the name of the schedule's group.
func (s Schedule) group() string { return cmp.Or(s.Group, "default") }

func (s scope) scheduleARN(schedule Schedule) string {
	return s.arn("scheduler", "schedule/"+schedule.group()+"/"+schedule.Name)
}

// groupNames lists the groups: the default one and those that schedules are in.
func (r *Region) groupNames() []string {
	names := []string{"default"}
	for _, s := range r.Schedules {
		names = append(names, s.group())
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func listScheduleGroups(c *call) (object, error) {
	var names []string
	for _, name := range c.groupNames() {
		if strings.HasPrefix(name, c.parameters.text("NamePrefix")) {
			names = append(names, name)
		}
	}
	return listed(c, schedulerPages("ScheduleGroups"), names, func(name string) any {
		return object{"Name": name, "Arn": c.arn("scheduler", "schedule-group/"+name), "State": "ACTIVE"}
	})
}

// listSchedules says of a target nothing but its ARN (API reference,
// ScheduleSummary).
func listSchedules(c *call) (object, error) {
	group := c.parameters.text("ScheduleGroup")
	if group != "" && !slices.Contains(c.groupNames(), group) {
		return nil, gone("Schedule group %s does not exist.", group)
	}
	prefix, state := c.parameters.text("NamePrefix"), c.parameters.text("State")
	var found []Schedule
	for _, s := range c.Schedules {
		if (group == "" || s.group() == group) && strings.HasPrefix(s.Name, prefix) && (state == "" || s.State == state) {
			found = append(found, s)
		}
	}
	return listed(c, schedulerPages("Schedules"), found, func(s Schedule) any {
		o := c.describedSchedule(s)
		o["Target"] = object{"Arn": s.TargetARN}
		return o
	})
}

// gone is how the REST services refuse what is not there.
func gone(format string, args ...any) error {
	return refusal{"ResourceNotFoundException", http.StatusNotFound}.because(format, args...)
}

func (c *call) describedSchedule(s Schedule) object {
	return object{"Name": s.Name, "GroupName": s.group(), "Arn": c.scheduleARN(s), "State": s.State}
}

func getSchedule(c *call) (object, error) {
	name := c.parameters.text("Name")
	group := cmp.Or(c.parameters.text("groupName"), "default")
	i := slices.IndexFunc(c.Schedules, func(s Schedule) bool { return s.Name == name && s.group() == group })
	if i < 0 {
		return nil, gone("Schedule %s does not exist.", name)
	}
	s := c.Schedules[i]
	target := object{"Arn": s.TargetARN, "RoleArn": "arn:" + c.partition + ":iam::" + c.account + ":role/scheduler"}
	if s.TaskDefinition != "" {
		target["EcsParameters"] = object{"TaskDefinitionArn": s.TaskDefinition, "TaskCount": 1, "LaunchType": "FARGATE"}
	}
	o := c.describedSchedule(s)
	o["Target"] = target.with("Input", s.Input)
	o["ScheduleExpression"] = s.Expression
	o["FlexibleTimeWindow"] = object{"Mode": "OFF"}
	// A schedule that has ended stays, ENABLED (API reference, CreateSchedule:
	// ActionAfterCompletion is NONE by default).
	o["ActionAfterCompletion"] = "NONE"
	return o.with("ScheduleExpressionTimezone", s.Timezone).with("EndDate", moment{s.EndDate}), nil
}
