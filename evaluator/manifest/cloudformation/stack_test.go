package cloudformation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
)

const (
	ours  = "arn:aws:ecs:eu-west-1:123456789012:"
	taken = ours + "task-definition/web:41"
)

// shop is a stack of which CloudFormation made up most names.
func shop() *evaluator.DeployedStack {
	return &evaluator.DeployedStack{
		StackResources: evaluator.StackResources{Stack: "shop", Resources: map[string]string{
			"Task": taken, "Other": ours + "task-definition/other:2", "Web": ours + "service/prod/shop-Web-1",
			"Cluster": "prod", "Job": "shop-Job-3", "Rule": "jobs|shop-Rule-4", "Flow": "arn:aws:states:eu-west-1:123456789012:stateMachine:Flow-5",
		}},
		Place: evaluator.Scope{Partition: "aws", Account: "123456789012", Region: "eu-west-1"},
	}
}

// said writes what a reader makes of the first operation that is no registration:
// where it goes, what is open, what the stack holds for it.
func said(change evaluator.Change) string {
	for _, op := range change.Operations {
		if op.Action == evaluator.RegisterTaskDefinition {
			continue
		}
		var to evaluator.Scope
		for _, claim := range op.Claims {
			if claim.Cluster != "" {
				to.Cluster = claim.Cluster
			}
			if claim.Service != "" {
				to.Service = claim.Service
			}
		}
		text := fmt.Sprintf("%s/%s", to.Cluster, to.Service)
		if op.Held != (evaluator.Held{}) {
			text += fmt.Sprintf(" %s=%s:%d", op.Held.Stack, op.Held.Family, op.Held.Revision)
		}
		if op.Stored != nil {
			text += " by " + op.Stored.Name
		}
		if op.Maybe {
			text += " maybe"
		}
		return text + op.Unread
	}
	return "nothing"
}

func TestStack(t *testing.T) {
	const (
		task    = "  Task: {Type: 'AWS::ECS::TaskDefinition', Properties: {Family: web}}\n"
		cluster = "  Cluster: {Type: 'AWS::ECS::Cluster'}\n"
		service = "  Web: {Type: 'AWS::ECS::Service', Properties: {"
	)
	for name, c := range map[string]struct{ resources, want string }{
		"a service without a name": {
			task + cluster + service + "Cluster: !Ref Cluster, TaskDefinition: !Ref Task}}", "prod/shop-Web-1 shop=web:41"},
		"no cluster either": {
			task + service + "TaskDefinition: !GetAtt Task.TaskDefinitionArn}}", "prod/shop-Web-1 shop=web:41"},
		"a name of its own": {
			task + service + "ServiceName: web, Cluster: live, TaskDefinition: !Ref Task}}", "live/web shop=web:41"},
		"a new name, which the stack does not have yet": {
			task + service + "ServiceName: web, Cluster: !ImportValue C, TaskDefinition: !Ref Task}}", "/web shop=web:41"},
		"the name that it has, in a cluster of elsewhere": {
			task + service + "ServiceName: shop-Web-1, Cluster: !ImportValue C, TaskDefinition: !Ref Task}}", "prod/shop-Web-1 shop=web:41 maybe"},
		"a new cluster": {
			task + service + "Cluster: live, TaskDefinition: !Ref Task}}", "live/ shop=web:41"},
		"a literal revision": {
			service + "TaskDefinition: 'web:40'}}", "prod/shop-Web-1"},
		"another task definition than the service's own": {
			"  Other: {Type: 'AWS::ECS::TaskDefinition'}\n" + service + "TaskDefinition: !Ref Other}}", "prod/shop-Web-1 shop=other:2"},
		"a task definition that the stack does not have yet": {
			"  New: {Type: 'AWS::ECS::TaskDefinition'}\n" + service + "TaskDefinition: !Ref New}}", "prod/shop-Web-1"},
		"a service that it does not have yet": {
			task + "  Api: {Type: 'AWS::ECS::Service', Properties: {TaskDefinition: !Ref Task}}", "/ shop=web:41"},
		"a task set": {
			task + "  Web: {Type: 'AWS::ECS::Service'}\n  Set: {Type: 'AWS::ECS::TaskSet', Properties: {Service: !Ref Web, Cluster: !Ref Cluster, TaskDefinition: !Ref Task}}\n" + cluster,
			"prod/shop-Web-1"},
		"a schedule": {
			task + cluster + "  Job: {Type: 'AWS::Scheduler::Schedule', Properties: {Target: {Arn: !GetAtt Cluster.Arn, EcsParameters: {TaskDefinitionArn: !Ref Task}}}}",
			"prod/ shop=web:41 by default/shop-Job-3"},
		"a rule": {
			task + cluster + "  Rule: {Type: 'AWS::Events::Rule', Properties: {EventBusName: jobs, Targets: [{Id: x, Arn: !GetAtt Cluster.Arn, EcsParameters: {TaskDefinitionArn: !Ref Task}}]}}",
			"prod/ shop=web:41 by jobs/shop-Rule-4/x"},
		"a state machine": {
			task + "  Flow: {Type: 'AWS::StepFunctions::StateMachine', Properties: {DefinitionString: !Sub '{\"StartAt\":\"Run\",\"States\":{\"Run\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::ecs:runTask\",\"Parameters\":{\"TaskDefinition\":\"${Task}\"},\"End\":true}}}'}}",
			"/ shop=web:41 by Flow-5/Run"},
	} {
		change := cloudformation.Read(manifesttest.Parse(t, "Resources:\n"+c.resources), "template.yaml", nil, shop())
		if got := said(change); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
		if len(change.Clusters) > 0 {
			t.Errorf("%s: what the stack has is created: %v", name, change.Clusters)
		}
		for _, op := range change.Operations {
			if op.Claims[0].Region != "eu-west-1" || op.Claims[0].Account != "123456789012" {
				t.Errorf("%s: got %+v", name, op.Claims)
			}
		}
	}
}

// TestUnreadStack: what depends on the stack says that it was not looked at, and
// what does not is as if nobody had named one.
func TestUnreadStack(t *testing.T) {
	unread := &evaluator.DeployedStack{StackResources: evaluator.StackResources{Stack: "shop", Unread: "denied"}}
	const why = `what stack "shop" holds could not be read: denied`
	for resources, want := range map[string]string{
		"Task: {Type: 'AWS::ECS::TaskDefinition', Properties: {Family: web}}\n  Web: {Type: 'AWS::ECS::Service', Properties: {ServiceName: web, TaskDefinition: !Ref Task}}":        "/web" + why,
		"Web: {Type: 'AWS::ECS::Service', Properties: {TaskDefinition: 'web:40'}}":                                                                                                  "/" + why,
		"Web: {Type: 'AWS::ECS::Service', Properties: {ServiceName: web, Cluster: !ImportValue C, TaskDefinition: 'web:40'}}":                                                       "/web" + why,
		"Web: {Type: 'AWS::ECS::Service', Properties: {ServiceName: web, TaskDefinition: 'web:40'}}":                                                                                "/web",
		"C: {Type: 'AWS::ECS::Cluster'}\n  P: {Type: 'AWS::Pipes::Pipe', Properties: {Target: !GetAtt C.Arn, TargetParameters: {EcsTaskParameters: {TaskDefinitionArn: 'web:1'}}}}": "/ by P" + why,
	} {
		if got := said(cloudformation.Read(manifesttest.Parse(t, "Resources:\n  "+resources), "template.yaml", nil, unread)); got != want {
			t.Errorf("%s: got %s, want %s", resources, got, want)
		}
	}
}

// A file may say anything.
func TestStackThatHoldsNoRevision(t *testing.T) {
	stack := shop()
	stack.Resources["Task"] = "web"
	change := cloudformation.Read(manifesttest.Parse(t, "Resources:\n  Task: {Type: 'AWS::ECS::TaskDefinition'}\n  Web: {Type: 'AWS::ECS::Service', Properties: {TaskDefinition: !Ref Task}}"), "template.yaml", nil, stack)
	if got := said(change); !strings.HasSuffix(got, `stack "shop" holds "web" for Task, which is no revision`) {
		t.Errorf("got %s", got)
	}
}

func TestStackOfChangeSet(t *testing.T) {
	const (
		begin = `{"StackName": "shop", "Changes": [`
		later = `{"ResourceChange": {"Action": "Modify", "LogicalResourceId": "Web", "ResourceType": "AWS::ECS::Service", "PhysicalResourceId": "` + ours + `service/prod/web",
			"Details": [{"Target": {"Attribute": "Properties", "Name": "TaskDefinition"}, "ChangeSource": "ResourceReference", "CausingEntity": "Task"}],
			"AfterContext": "{\"Properties\":{\"TaskDefinition\":\"{{changeSet:KNOWN_AFTER_APPLY}}\"}}"}}`
		perhaps = `{"ResourceChange": {"Action": "Modify", "LogicalResourceId": "Task", "ResourceType": "AWS::ECS::TaskDefinition", "Replacement": "Conditional",
			"PhysicalResourceId": "` + taken + `", "AfterContext": "{\"Properties\":{\"Family\":\"web\"}}"}},`
	)
	read := func(text string, stack *evaluator.DeployedStack) evaluator.Change {
		change := cloudformation.ReadChangeSet(manifesttest.Parse(t, text), "changes.json", stack)
		for i := range change.Operations {
			if change.Operations[i].Action == evaluator.UpdateService {
				change.Operations = change.Operations[i : i+1]
				return change
			}
		}
		return change
	}
	// Whether the task definition is replaced is open: then it may stay what it is.
	if got := said(read(begin+perhaps+later+"]}", nil)); got != "prod/web shop=web:41 maybe" {
		t.Errorf("got %s", got)
	}
	// It is no part of the change set, so that it certainly does.
	change := read(begin+later+"]}", shop())
	if ref := change.Operations[0].Reference; ref.Kind != "revision" || ref.Raw != taken {
		t.Errorf("got %+v", ref)
	}
	if got := read(begin+later+"]}", nil).Operations[0].Reference.Kind; got != "unresolved" {
		t.Errorf("got %s, and nobody knows", got)
	}
	for _, text := range []string{
		`{"StackName": "blog", "Changes": [` + later + "]}",
		`{"StackId": "arn:aws:cloudformation:eu-west-1:123456789012:stack/blog/1", "ChangeSetId": "1", "Changes": [` + later + "]}",
	} {
		change := read(text, shop())
		if len(change.Operations) != 0 || len(change.Failures) != 1 || !strings.HasPrefix(change.Failures[0].Message, `the change set is of stack "blog", not of "shop"`) {
			t.Errorf("got %+v", change)
		}
	}
}
