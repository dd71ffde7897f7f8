package ecstest_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/pipes"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/ecsgate/ecsgate/evaluator"
)

// clusterOf takes the cluster out of a target's ARN.
func clusterOf(arn *string) string {
	return strings.TrimPrefix(shortened(*arn), "cluster/")
}

func readRules(t *testing.T, c aws.Config) []evaluator.Target {
	t.Helper()
	api := eventbridge.NewFromConfig(c)
	var targets []evaluator.Target
	var token *string
	for {
		page, err := api.ListRules(t.Context(), &eventbridge.ListRulesInput{NextToken: token})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Rules {
			out, err := api.ListTargetsByRule(t.Context(), &eventbridge.ListTargetsByRuleInput{Rule: r.Name})
			if err != nil || len(out.Targets) != 1 {
				t.Fatalf("%v, %v", out, err)
			}
			targets = append(targets, evaluator.Target{
				Name: *r.EventBusName + "/" + *r.Name + "/" + *out.Targets[0].Id, Cluster: clusterOf(out.Targets[0].Arn),
				Revision: id(t, out.Targets[0].EcsParameters.TaskDefinitionArn), Enabled: r.State == "ENABLED",
			})
		}
		if token = page.NextToken; token == nil {
			return targets
		}
	}
}

func readSchedules(t *testing.T, c aws.Config) []evaluator.Target {
	t.Helper()
	api := scheduler.NewFromConfig(c)
	var targets []evaluator.Target
	pages := scheduler.NewListSchedulesPaginator(api, &scheduler.ListSchedulesInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range page.Schedules {
			out, err := api.GetSchedule(t.Context(), &scheduler.GetScheduleInput{Name: s.Name, GroupName: s.GroupName})
			if err != nil {
				t.Fatal(err)
			}
			targets = append(targets, evaluator.Target{
				Name: *s.GroupName + "/" + *s.Name, Cluster: clusterOf(out.Target.Arn),
				Revision: id(t, out.Target.EcsParameters.TaskDefinitionArn), Enabled: out.State == "ENABLED",
			})
		}
	}
	return targets
}

func readPipes(t *testing.T, c aws.Config) []evaluator.Target {
	t.Helper()
	api := pipes.NewFromConfig(c)
	var targets []evaluator.Target
	pages := pipes.NewListPipesPaginator(api, &pipes.ListPipesInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range page.Pipes {
			out, err := api.DescribePipe(t.Context(), &pipes.DescribePipeInput{Name: p.Name})
			if err != nil {
				t.Fatal(err)
			}
			targets = append(targets, evaluator.Target{
				Name: *p.Name, Cluster: clusterOf(out.Target),
				Revision: id(t, out.TargetParameters.EcsTaskParameters.TaskDefinitionArn), Enabled: out.DesiredState == "RUNNING",
			})
		}
	}
	return targets
}

func readStateMachines(t *testing.T, c aws.Config) []evaluator.Target {
	t.Helper()
	api := sfn.NewFromConfig(c)
	var targets []evaluator.Target
	pages := sfn.NewListStateMachinesPaginator(api, &sfn.ListStateMachinesInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.StateMachines {
			targets = append(targets, readDefinition(t, api, *m.StateMachineArn, *m.Name, "")...)
			versions, err := api.ListStateMachineVersions(t.Context(), &sfn.ListStateMachineVersionsInput{StateMachineArn: m.StateMachineArn})
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range versions.StateMachineVersions {
				number := strings.TrimPrefix(*v.StateMachineVersionArn, *m.StateMachineArn+":")
				targets = append(targets, readDefinition(t, api, *v.StateMachineVersionArn, *m.Name, "version "+number)...)
			}
		}
	}
	return targets
}

func readDefinition(t *testing.T, api *sfn.Client, arn, name, via string) []evaluator.Target {
	t.Helper()
	out, err := api.DescribeStateMachine(t.Context(), &sfn.DescribeStateMachineInput{StateMachineArn: &arn})
	if err != nil {
		t.Fatal(err)
	}
	var targets []evaluator.Target
	for _, found := range regexp.MustCompile(`"TaskDefinition":"([^"]*)"`).FindAllStringSubmatch(*out.Definition, -1) {
		targets = append(targets, evaluator.Target{Name: name, Revision: id(t, &found[1]), Enabled: true, Via: via})
	}
	return targets
}

// readStacks reads the console's stacks as what they were made for, and of others
// all that they consist of.
func readStacks(t *testing.T, c aws.Config, into *evaluator.Region) {
	t.Helper()
	api := cloudformation.NewFromConfig(c)
	listed, err := api.ListStacks(t.Context(), &cloudformation.ListStacksInput{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range listed.StackSummaries {
		if !strings.HasPrefix(*s.StackName, "ECS-Console-V2-TaskDefinition-") {
			into.StackResources = append(into.StackResources, evaluator.StackResources{Stack: *s.StackName, Resources: readResources(t, api, s.StackName)})
			continue
		}
		out, err := api.DescribeStackResources(t.Context(), &cloudformation.DescribeStackResourcesInput{StackName: s.StackName})
		if err != nil || len(out.StackResources) != 1 {
			t.Fatalf("%v, %v", out, err)
		}
		into.Stacks = append(into.Stacks, evaluator.Stack{Name: *s.StackName, Revision: id(t, out.StackResources[0].PhysicalResourceId)})
	}
}

func readResources(t *testing.T, api *cloudformation.Client, stack *string) map[string]string {
	t.Helper()
	resources := map[string]string{}
	pages := cloudformation.NewListStackResourcesPaginator(api, &cloudformation.ListStackResourcesInput{StackName: stack})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.StackResourceSummaries {
			resources[*r.LogicalResourceId] = *r.PhysicalResourceId
		}
	}
	return resources
}
