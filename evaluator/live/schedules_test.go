package live_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/scheduler/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

const universal = "arn:aws:scheduler:::aws-sdk:ecs:"

func TestSchedules(t *testing.T) {
	daily := ecstest.Schedule{State: "ENABLED", Expression: "cron(0 3 * * ? *)", TargetARN: cluster + "prod", TaskDefinition: tasks + "web:41"}
	with := func(change func(*ecstest.Schedule)) ecstest.Schedule {
		s := daily
		change(&s)
		return s
	}
	region := ecstest.Region{Schedules: []ecstest.Schedule{
		with(func(s *ecstest.Schedule) { s.Name = "nightly" }),
		with(func(s *ecstest.Schedule) { s.Name, s.Group = "nightly", "jobs" }),
		with(func(s *ecstest.Schedule) { s.Name, s.TaskDefinition = "family", tasks+"web" }),
		with(func(s *ecstest.Schedule) { s.Name, s.State = "paused", "DISABLED" }),
		with(func(s *ecstest.Schedule) { s.Name, s.EndDate = "ended", at(t, "2026-11-26T11:59:59Z") }),
		with(func(s *ecstest.Schedule) { s.Name, s.EndDate = "ends", at(t, "2026-11-26T12:00:01Z") }),
		with(func(s *ecstest.Schedule) { s.Name, s.Expression = "fired", "at(2026-11-24T21:59:59)" }),
		with(func(s *ecstest.Schedule) { s.Name, s.Expression = "perhaps-fired", "at(2026-11-24T22:00:01)" }),
		with(func(s *ecstest.Schedule) { s.Name, s.TaskDefinition = "abroad", abroad+"web:41" }),
		with(func(s *ecstest.Schedule) { s.Name, s.TargetARN = "queue", "arn:aws:sqs:eu-west-1:123456789012:jobs" }),
	}}
	checkHolders(t, region, evaluator.Schedules, holders{targets: []evaluator.Target{
		target("default/ended", "prod", "web", 41, false),
		target("default/ends", "prod", "web", 41, true),
		target("default/family", "prod", "web", 0, true),
		target("default/fired", "prod", "web", 41, false),
		target("default/nightly", "prod", "web", 41, true),
		target("default/paused", "prod", "web", 41, false),
		target("default/perhaps-fired", "prod", "web", 41, true),
		target("jobs/nightly", "prod", "web", 41, true),
	}})
}

func TestUniversalTargets(t *testing.T) {
	for _, c := range []struct{ api, input, want string }{
		{"runTask", `{"TaskDefinition": "web:41", "Cluster": "prod", "Overrides": {"secret": 1}}`, "prod web:41"},
		{"RunTask", `{"TaskDefinition": "web:41"}`, " web:41"},
		{"startTask", `{"taskDefinition": "` + tasks + `web:41", "cluster": "` + cluster + `staging"}`, "staging web:41"},
		{"createService", `{"TASKDEFINITION": "web"}`, " web:0"},
		{"createTaskSet", `{"TaskDefinition": "web:41", "Cluster": "<aws.scheduler.execution-id>"}`, " web:41"},
		{"updateService", `{"Service": "web", "TaskDefinition": "web:41"}`, " web:41"},
		{"updateService", `{"Service": "web", "DesiredCount": 3}`, ""},
		{"runTask", `{"TaskDefinition": null}`, ""},
		{"runTask", `{"TaskDefinition": ["web:41"]}`, ""},
		{"runTask", `{"TaskDefinition": "web:latest"}`, ""},
		{"runTask", `{"TaskDefinition": "` + foreign + `web:41"}`, ""},
		{"runTask", `{"TaskDefinition": "web:41", "Cluster": "arn:aws:ecs:us-east-1:123456789012:cluster/prod"}`, " web:41"},
		{"runTask", `{"TaskDefinition": "<aws.scheduler.execution-id>"}`, "computed <aws.scheduler.execution-id>"},
		{"runTask", `{"TaskDefinition": "web:41", "TaskDefinition": "web:42"}`, "computed Input"},
		{"runTask", `{"Count": <aws.scheduler.attempt-number>, "TaskDefinition": "web:41"}`, "computed Input"},
		{"runTask", `["web:41"]`, "computed Input"},
		{"runTask", ``, ""},
		{"stopTask", `{"TaskDefinition": "web:41"}`, ""},
		{"deregisterTaskDefinition", `{"TaskDefinition": "web:41"}`, ""},
	} {
		endpoint := holderEndpoint(t, ecstest.Region{Schedules: []ecstest.Schedule{
			{Name: "s", State: "ENABLED", Expression: "rate(1 day)", TargetARN: universal + c.api, Input: c.input},
		}})
		region := snapshotOf(t, holderSession(t, endpoint, endpoint), evaluator.Schedules)
		got := ""
		for _, s := range region.Schedules {
			got += fmt.Sprintf("%s %s:%d", s.Cluster, s.Revision.Family, s.Revision.Revision)
		}
		for _, computed := range region.Computed {
			got += "computed " + computed.Expression
		}
		if got != c.want || !region.Coverage[evaluator.Schedules].Complete {
			t.Errorf("%s %s: got %q, %+v, want %q", c.api, c.input, got, region.Coverage[evaluator.Schedules], c.want)
		}
		if strings.Contains(fmt.Sprintf("%+v", region), "secret") {
			t.Errorf("%s %s: the input is kept", c.api, c.input)
		}
	}
}

// TestSchedulesAreReadOnlyWhereTheyMayLaunch: reading one costs a call.
func TestSchedulesAreReadOnlyWhereTheyMayLaunch(t *testing.T) {
	endpoint := holderEndpoint(t, ecstest.Region{Schedules: []ecstest.Schedule{
		{Name: "queue", State: "ENABLED", TargetARN: "arn:aws:sqs:eu-west-1:123456789012:jobs"},
		{Name: "sdk", State: "ENABLED", TargetARN: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage", Input: "{}"},
		{Name: "stop", State: "ENABLED", TargetARN: universal + "stopTask", Input: "{}"},
	}})
	snapshotOf(t, holderSession(t, endpoint, endpoint), evaluator.Schedules)
	for _, request := range endpoint.Requests() {
		if request.Action == "scheduler:GetSchedule" {
			t.Errorf("%v was read", request.Parameters)
		}
	}
}

func TestIsOver(t *testing.T) {
	now := at(t, clock)
	ago := func(d time.Duration) *time.Time { return aws.Time(now.Add(-d)) }
	for name, c := range map[string]struct {
		expression string
		end        *time.Time
		window     int32
		want       bool
	}{
		"recurring":                {"rate(1 day)", nil, 0, false},
		"ended":                    {"rate(1 day)", ago(time.Minute), 0, true},
		"to end":                   {"rate(1 day)", ago(-time.Minute), 0, false},
		"fired, and tried again":   {"at(2026-11-24T21:00:00)", nil, 0, true},
		"fired, in its window":     {"at(2026-11-24T21:00:00)", nil, 61, false},
		"fired, after its window":  {"at(2026-11-24T21:00:00)", nil, 59, true},
		"perhaps still tried":      {"at(2026-11-24T23:00:00)", nil, 0, false},
		"to fire, its end ignored": {"at(2027-01-01T00:00:00)", ago(time.Hour), 0, false},
		"not understood":           {"at(yesterday)", ago(time.Hour), 0, false},
		"nothing":                  {"", nil, 0, false},
	} {
		schedule := &scheduler.GetScheduleOutput{
			ScheduleExpression: &c.expression, EndDate: c.end,
			FlexibleTimeWindow: &types.FlexibleTimeWindow{MaximumWindowInMinutes: &c.window},
		}
		if got := live.IsOver(schedule, now); got != c.want {
			t.Errorf("%s: got %t", name, got)
		}
	}
}
