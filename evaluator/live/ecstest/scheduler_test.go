package ecstest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/pipes"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/scheduler/types"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

func TestListSchedules(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		in        scheduler.ListSchedulesInput
		want, err string
	}{
		{"all", scheduler.ListSchedulesInput{}, "default/nightly jobs/month-end jobs/nightly-report", ""},
		{"a group", scheduler.ListSchedulesInput{GroupName: aws.String("jobs")}, "jobs/month-end jobs/nightly-report", ""},
		{"a prefix", scheduler.ListSchedulesInput{NamePrefix: aws.String("night")}, "default/nightly jobs/nightly-report", ""},
		{"disabled", scheduler.ListSchedulesInput{State: types.ScheduleStateDisabled}, "jobs/month-end", ""},
		{"no group", scheduler.ListSchedulesInput{GroupName: aws.String("x")}, "", "ResourceNotFoundException: Schedule group x does not exist."},
	}
	api := scheduler.NewFromConfig(configured(shop(t), home))
	for _, test := range tests {
		out, err := api.ListSchedules(t.Context(), &test.in)
		if said(err) != test.err {
			t.Errorf("%s: got %q, want %q", test.name, said(err), test.err)
		}
		if err != nil {
			continue
		}
		var names []string
		for _, s := range out.Schedules {
			names = append(names, *s.GroupName+"/"+*s.Name)
			if shortened(*s.Target.Arn) != "cluster/prod" {
				t.Errorf("%s goes to %s", *s.Name, *s.Target.Arn)
			}
		}
		if got := strings.Join(names, " "); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestGetSchedule(t *testing.T) {
	t.Parallel()
	server := shop(t)
	end := time.Unix(1700000000, 0)
	server.Change(func(a *ecstest.Account) {
		a.Regions[home].Schedules = append(a.Regions[home].Schedules, ecstest.Schedule{
			Group: "odd", Name: "a universal target", State: "ENABLED", Expression: "at(2023-11-14T22:13:20)", EndDate: end,
			TargetARN: "arn:aws:scheduler:::aws-sdk:ecs:runTask", Input: `{"TaskDefinition":"web:41"}`,
		})
	})
	api := scheduler.NewFromConfig(configured(server, home))
	templated, err := api.GetSchedule(t.Context(), &scheduler.GetScheduleInput{Name: aws.String("nightly")})
	if err != nil || shortened(*templated.Target.EcsParameters.TaskDefinitionArn) != "task-definition/web:41" || templated.EndDate != nil {
		t.Errorf("%v, %v", templated, err)
	}
	universal, err := api.GetSchedule(t.Context(), &scheduler.GetScheduleInput{Name: aws.String("a universal target"), GroupName: aws.String("odd")})
	if err != nil || *universal.Target.Input != `{"TaskDefinition":"web:41"}` || universal.Target.EcsParameters != nil || !universal.EndDate.Equal(end) {
		t.Errorf("%v, %v", universal, err)
	}
	// It is in another group.
	_, err = api.GetSchedule(t.Context(), &scheduler.GetScheduleInput{Name: aws.String("month-end")})
	if got, want := said(err), "ResourceNotFoundException: Schedule month-end does not exist."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	groups, err := api.ListScheduleGroups(t.Context(), &scheduler.ListScheduleGroupsInput{})
	if err != nil || len(groups.ScheduleGroups) != 3 {
		t.Errorf("%v, %v", groups, err)
	}
}

func TestPipes(t *testing.T) {
	t.Parallel()
	api := pipes.NewFromConfig(configured(shop(t), home))
	listed, err := api.ListPipes(t.Context(), &pipes.ListPipesInput{TargetPrefix: aws.String("arn:aws:ecs:eu-west-1:123456789012:cluster/staging")})
	if err != nil || len(listed.Pipes) != 1 || *listed.Pipes[0].Name != "clicks-to-recommender" {
		t.Fatalf("%v, %v", listed, err)
	}
	pipe, err := api.DescribePipe(t.Context(), &pipes.DescribePipeInput{Name: listed.Pipes[0].Name})
	if err != nil || shortened(*pipe.TargetParameters.EcsTaskParameters.TaskDefinitionArn) != "task-definition/recommender:3" || pipe.DesiredState != "RUNNING" {
		t.Errorf("%v, %v", pipe, err)
	}
	_, err = api.DescribePipe(t.Context(), &pipes.DescribePipeInput{Name: aws.String("nobody")})
	if got, want := said(err), "NotFoundException: Pipe nobody does not exist."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
