package ecstest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// stopping is the shop with tasks that are to stop and tasks that have stopped.
func stopping(t *testing.T) *ecs.Client {
	t.Helper()
	server := shop(t)
	server.Change(func(a *ecstest.Account) {
		a.Regions[home].StoppingTasks = []evaluator.Tasks{{Cluster: "prod", Service: "web", Revision: revision("web", 39), Count: 2}}
		a.Regions[home].StoppedTasks = []evaluator.Tasks{{Cluster: "prod", Service: "web", Revision: revision("web", 39), Count: 3}}
	})
	return client(server)
}

func TestListTasks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   ecs.ListTasksInput
		want int
		err  string
	}{
		{"to run, by default", ecs.ListTasksInput{}, 21, ""},
		{"to stop", ecs.ListTasksInput{DesiredStatus: types.DesiredStatusStopped}, 5, ""},
		{"of a family", ecs.ListTasksInput{Family: aws.String("api")}, 4, ""},
		{"of a service", ecs.ListTasksInput{ServiceName: aws.String("checkout")}, 4, ""},
		{"of a service by ARN", ecs.ListTasksInput{ServiceName: aws.String("arn:aws:ecs:eu-west-1:123456789012:service/prod/web")}, 4, ""},
		{"of nobody", ecs.ListTasksInput{ServiceName: aws.String("nobody")}, 0, "ServiceNotFoundException: Service not found."},
		{"nowhere", ecs.ListTasksInput{Cluster: aws.String("nowhere")}, 0, "ClusterNotFoundException: Cluster not found."},
	}
	api := stopping(t)
	for _, test := range tests {
		if test.in.Cluster == nil {
			test.in.Cluster = aws.String("prod")
		}
		out, err := api.ListTasks(t.Context(), &test.in)
		if said(err) != test.err {
			t.Errorf("%s: got %q, want %q", test.name, said(err), test.err)
		}
		if err == nil && len(out.TaskArns) != test.want {
			t.Errorf("%s: %d tasks, want %d", test.name, len(out.TaskArns), test.want)
		}
	}
}

func TestStoppingTasks(t *testing.T) {
	t.Parallel()
	api := stopping(t)
	listed, err := api.ListTasks(t.Context(), &ecs.ListTasksInput{Cluster: aws.String("prod"), DesiredStatus: types.DesiredStatusStopped})
	if err != nil {
		t.Fatal(err)
	}
	out, err := api.DescribeTasks(t.Context(), &ecs.DescribeTasksInput{Cluster: aws.String("prod"), Tasks: append(listed.TaskArns, "0123456789abcdef0123456789abcdef")})
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]int{}
	for _, task := range out.Tasks {
		last[*task.LastStatus]++
		if *task.Group != "service:web" || *task.DesiredStatus != "STOPPED" {
			t.Errorf("a task of %s is to be %s", *task.Group, *task.DesiredStatus)
		}
	}
	if last["STOPPING"] != 2 || last["STOPPED"] != 3 || len(out.Failures) != 1 {
		t.Errorf("%v with failures %v, want 2 STOPPING and 3 STOPPED", last, out.Failures)
	}
}

func TestDescribeTasksRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		tasks []string
		want  string
	}{
		{[]string{}, "InvalidParameterException: Tasks cannot be empty."},
		{make([]string, 101), "InvalidParameterException: tasks can have at most 100 items."},
	}
	api := client(shop(t))
	for _, test := range tests {
		_, err := api.DescribeTasks(t.Context(), &ecs.DescribeTasksInput{Cluster: aws.String("prod"), Tasks: test.tasks})
		if got := said(err); got != test.want {
			t.Errorf("%d tasks: got %q, want %q", len(test.tasks), got, test.want)
		}
	}
}

func TestRunTask(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	out, err := api.RunTask(t.Context(), &ecs.RunTaskInput{Cluster: aws.String("prod"), TaskDefinition: aws.String("nightly-report:13"), Count: aws.Int32(2)})
	if err != nil || len(out.Tasks) != 2 {
		t.Fatalf("%v, %v", out, err)
	}
	listed, err := api.ListTasks(t.Context(), &ecs.ListTasksInput{Cluster: aws.String("prod"), Family: aws.String("nightly-report")})
	if err != nil || len(listed.TaskArns) != 3 {
		t.Fatalf("%v, %v", listed, err)
	}
	described, err := api.DescribeTasks(t.Context(), &ecs.DescribeTasksInput{Cluster: aws.String("prod"), Tasks: []string{*out.Tasks[0].TaskArn}})
	if err != nil || len(described.Tasks) != 1 || *described.Tasks[0].Group != "family:nightly-report" || described.Tasks[0].StartedBy != nil {
		t.Errorf("%v, %v", described, err)
	}
}
