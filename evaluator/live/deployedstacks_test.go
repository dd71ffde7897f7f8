package live_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// shopResources are one of every kind that a stack can have in this respect.
func shopResources() []ecstest.StackResource {
	return []ecstest.StackResource{
		{LogicalID: "Bucket", Type: "AWS::S3::Bucket", PhysicalID: "shop-bucket-1"},
		{LogicalID: "Cluster", Type: "AWS::ECS::Cluster", PhysicalID: "prod"},
		{LogicalID: "Failed", Type: "AWS::ECS::TaskDefinition", Status: "CREATE_FAILED"},
		{LogicalID: "Gone", Type: "AWS::ECS::TaskDefinition", PhysicalID: tasks + "web:1", Status: "DELETE_COMPLETE"},
		{LogicalID: "Left", Type: "AWS::ECS::TaskDefinition", PhysicalID: tasks + "web:2", Status: "DELETE_SKIPPED"},
		{LogicalID: "Task", Type: "AWS::ECS::TaskDefinition", PhysicalID: tasks + "web:4"},
		{LogicalID: "Web", Type: "AWS::ECS::Service", PhysicalID: "arn:aws:ecs:eu-west-1:123456789012:service/prod/web"},
	}
}

func shopStack() ecstest.Region {
	return ecstest.Region{Stacks: []ecstest.Stack{
		{Name: "shop", Status: complete, Resources: shopResources()},
		{Name: "gone", Status: "DELETE_COMPLETE", Resources: shopResources()},
		{Name: "empty", Status: "REVIEW_IN_PROGRESS"},
	}}
}

func TestDeployedStacks(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"Cluster": "prod", "Task": tasks + "web:4", "Web": "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
	}
	for _, size := range []int{0, 2, 1} {
		endpoint := endpointOf(t, shopStack())
		endpoint.PageSize(size)
		session := opened(t, endpoint)
		got := session.DeployedStacks(t.Context(), "shop", []string{here})
		if len(got) != 1 || got[0].Place != (evaluator.Scope{Partition: "aws", Account: account, Region: here}) || !reflect.DeepEqual(got[0].Resources, want) || got[0].Unread != "" {
			t.Errorf("pages of %d: got %+v", size, got)
		}
		if got := session.DeployedStacks(t.Context(), "empty", []string{here}); len(got) != 1 || got[0].Resources == nil || len(got[0].Resources) > 0 || got[0].Unread != "" {
			t.Errorf("empty: got %+v", got)
		}
		for _, name := range []string{"gone", "nobody"} {
			if got := session.DeployedStacks(t.Context(), name, []string{here}); len(got) != 0 {
				t.Errorf("%s: got %+v", name, got)
			}
		}
	}
}

// TestManyResources: a stack of CloudFormation has up to 500, of which
// DescribeStackResources would tell 100.
func TestManyResources(t *testing.T) {
	t.Parallel()
	region := shopStack()
	for n := range 250 {
		resource := ecstest.StackResource{LogicalID: fmt.Sprint("Task", n), Type: "AWS::ECS::TaskDefinition", PhysicalID: fmt.Sprint(tasks, "web:", n+1)}
		region.Stacks[0].Resources = append(region.Stacks[0].Resources, resource)
	}
	got := opened(t, endpointOf(t, region)).DeployedStacks(t.Context(), "shop", []string{here})
	if len(got) != 1 || len(got[0].Resources) != 253 || got[0].Resources["Task249"] != tasks+"web:250" {
		t.Errorf("got %+v", got)
	}
}

// TestUnreadStack: one that could not be read says why, is not taken for one that
// is not there, and its part that was read is not taken for the whole.
func TestUnreadStack(t *testing.T) {
	t.Parallel()
	const action = "cloudformation:ListStackResources"
	for name, failure := range failures {
		if name == "mistyped" {
			continue // in XML a number is a text
		}
		endpoint := endpointOf(t, shopStack())
		endpoint.Inject(failure.fault(action))
		checkUnread(t, name, endpoint, failure.says...)
	}
	endpoint := endpointOf(t, shopStack())
	endpoint.Inject(ecstest.Truncated(action))
	checkUnread(t, "truncated", endpoint, "failed (ValidationError")
	for what, spoil := range map[string]func(*ecstest.StackResource){
		`the task definition "Task" is no revision`: func(r *ecstest.StackResource) { r.PhysicalID = tasks + "web" },
		"without its id, type or status":            func(r *ecstest.StackResource) { r.Type = "" },
	} {
		region := shopStack()
		spoil(&region.Stacks[0].Resources[5])
		checkUnread(t, what, endpointOf(t, region), "gave an answer that can not be used in eu-west-1")
	}
}

func checkUnread(t *testing.T, name string, endpoint *ecstest.Endpoint, says ...string) {
	t.Helper()
	session := live.WithoutRateLimit(opened(t, endpoint), time.Millisecond)
	got := session.DeployedStacks(t.Context(), "shop", []string{here})
	if len(got) != 1 || got[0].Resources != nil {
		t.Fatalf("%s: got %+v", name, got)
	}
	if !slices.ContainsFunc(says, func(text string) bool {
		return strings.HasPrefix(got[0].Unread, "cloudformation:ListStackResources "+text)
	}) {
		t.Errorf("%s: got %s, want %q", name, got[0].Unread, says)
	}
	state, err := session.Snapshot(t.Context(), []string{here}, live.Selection{Stacks: []string{"shop"}})
	if err != nil || len(state.Regions[0].StackResources) != 1 || state.Regions[0].StackResources[0].Unread != got[0].Unread {
		t.Errorf("%s: a snapshot has %+v, %v", name, state, err)
	}
	if unread := session.Summarize(state).Unread; len(unread) != 1 {
		t.Errorf("%s: got %q", name, unread)
	}
	checkOwnWords(t, session.Summarize(state).Unread)
}

// TestStackOfAnotherAccount is not looked for with credentials that open this one.
func TestStackOfAnotherAccount(t *testing.T) {
	t.Parallel()
	session := opened(t, endpointOf(t, shopStack()), func(o *live.Options) { o.Account = "210987654321" })
	got := session.DeployedStacks(t.Context(), "shop", []string{here})
	if len(got) != 1 || got[0].Place.Account != "210987654321" || got[0].Unread != "the credentials open account 123456789012, not 210987654321" {
		t.Errorf("got %+v", got)
	}
}
