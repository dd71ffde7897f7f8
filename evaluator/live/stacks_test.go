package live_test

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

const (
	console  = "ECS-Console-V2-TaskDefinition-6b1f0c52"
	complete = "CREATE_COMPLETE"
)

func TestListStacks(t *testing.T) {
	region := ecstest.Region{Stacks: []ecstest.Stack{
		{Name: console, Status: complete, Resources: ecstest.TaskDefinitionResource(tasks + "web:2")},
		{Name: console + "-failed", Status: "DELETE_FAILED", Resources: ecstest.TaskDefinitionResource(tasks + "web:1")},
		{Name: console + "-gone", Status: "DELETE_COMPLETE", Resources: ecstest.TaskDefinitionResource(tasks + "web:3")},
		{Name: console + "-empty", Status: "ROLLBACK_COMPLETE"},
		{Name: "shop", Status: complete, Resources: ecstest.TaskDefinitionResource(tasks + "web:4")},
	}}
	for _, size := range []int{0, 2, 1} {
		endpoint := holderEndpoint(t, region)
		endpoint.PageSize(size)
		found := snapshotOf(t, holderSession(t, endpoint, endpoint), evaluator.Stacks)
		want := []evaluator.Stack{
			{Name: console, Revision: evaluator.RevisionID{Family: "web", Revision: 2}},
			{Name: console + "-failed", Revision: evaluator.RevisionID{Family: "web", Revision: 1}},
		}
		if !reflect.DeepEqual(found.Stacks, want) || !found.Coverage[evaluator.Stacks].Complete {
			t.Errorf("pages of %d: got %+v, %+v", size, found.Stacks, found.Coverage[evaluator.Stacks])
		}
	}
}

// consoleFamily was registered, revision by revision, around the day on which
// the console stopped to make stacks.
func consoleFamily(t *testing.T, tags map[int]map[string]string) evaluator.Family {
	return evaluator.Family{
		Name: "web", Active: evaluator.RangesOf(1, 2, 3), Tags: tags,
		RegisteredAt: map[int]time.Time{
			1: at(t, "2022-06-01T00:00:00Z"), 2: at(t, "2023-01-11T23:59:59Z"), 3: at(t, "2023-01-12T00:00:00Z"),
		},
	}
}

func retiring(registeredAt bool, revisions ...int) evaluator.Need {
	need := evaluator.Need{
		Partition: "aws", Account: account, Region: here, Holders: []evaluator.Kind{evaluator.Stacks},
		Families: []evaluator.FamilyNeed{{Name: "web", Revisions: revisions, Active: true, RegisteredAt: registeredAt}},
	}
	for _, revision := range revisions {
		need.Retired = append(need.Retired, evaluator.RevisionID{Family: "web", Revision: revision})
	}
	return need
}

func TestReadStacks(t *testing.T) {
	const (
		standing = "arn:aws:cloudformation:eu-west-1:123456789012:stack/"
		copied   = "arn:aws:cloudformation:ap-south-1:210987654321:stack/" + console + "/487b6620"
	)
	by := func(id string) map[int]map[string]string {
		return map[int]map[string]string{1: {"ecs:taskDefinition:stackId": id}}
	}
	of := func(status string) []ecstest.Stack {
		return []ecstest.Stack{{Name: console, Status: status, Resources: ecstest.TaskDefinitionResource(tasks + "web:1")}}
	}
	id := stackID(t)
	for name, c := range map[string]struct {
		tags   map[int]map[string]string
		stacks []ecstest.Stack
		want   bool
	}{
		"by its tag":                      {by(id), []ecstest.Stack{{Name: console, Status: complete}}, true},
		"by its tag, to be deleted again": {by(id), of("DELETE_FAILED"), true},
		"by its tag, deleted":             {by(id), of("DELETE_COMPLETE"), false},
		"by its tag, long gone":           {by(standing + console + "/487b6620"), nil, false},
		"by its resource":                 {nil, of(complete), true},
		"by its resource, deleted":        {nil, of("DELETE_COMPLETE"), false},
		"by its resource, tag copied":     {by(copied), of(complete), true},
		"of somebody else":                {nil, []ecstest.Stack{{Name: "shop", Status: complete, Resources: ecstest.TaskDefinitionResource(tasks + "web:1")}}, false},
		"none":                            {nil, nil, false},
	} {
		endpoint := holderEndpoint(t, ecstest.Region{Families: []evaluator.Family{consoleFamily(t, c.tags)}, Stacks: c.stacks})
		region := holderSession(t, endpoint, endpoint).Collect(context.Background(), []evaluator.Need{retiring(false, 1)}).Regions[0]
		var want []evaluator.Stack
		if c.want {
			want = []evaluator.Stack{{Name: console, Revision: evaluator.RevisionID{Family: "web", Revision: 1}}}
		}
		if !reflect.DeepEqual(region.Stacks, want) || !region.Coverage[evaluator.Stacks].Complete {
			t.Errorf("%s: got %+v, %+v", name, region.Stacks, region.Coverage[evaluator.Stacks])
		}
	}
}

// stackID is the id that the fake account gives to the console's stack.
func stackID(t *testing.T) string {
	t.Helper()
	known := &evaluator.State{Regions: []*evaluator.Region{{
		Partition: "aws", Account: account, Region: here,
		Families: []evaluator.Family{consoleFamily(t, nil)},
		Stacks:   []evaluator.Stack{{Name: console, Revision: evaluator.RevisionID{Family: "web", Revision: 1}}},
	}}}
	return ecstest.FromState(known).Regions[here].Families[0].Tags[1]["ecs:taskDefinition:stackId"]
}

// TestStacksAreOnlyAskedOfOldRevisions, and the date costs no second call.
func TestStacksAreOnlyAskedOfOldRevisions(t *testing.T) {
	for _, dated := range []bool{false, true} {
		for revision, want := range map[int]int{2: 1, 3: 0, 5: 0} {
			endpoint := holderEndpoint(t, ecstest.Region{Families: []evaluator.Family{consoleFamily(t, nil)}})
			region := holderSession(t, endpoint, endpoint).Collect(context.Background(), []evaluator.Need{retiring(dated, revision)}).Regions[0]
			asked, described := 0, 0
			for _, request := range endpoint.Requests() {
				if strings.HasPrefix(request.Action, "cloudformation:") {
					asked++
				}
				if request.Action == "ecs:DescribeTaskDefinition" {
					described++
				}
			}
			if asked != want || revision == 3 && described != 1 || !region.Coverage[evaluator.Stacks].Complete {
				t.Errorf("revision %d, dated %t: %d calls, described %d times, %+v", revision, dated, asked, described, region.Coverage[evaluator.Stacks])
			}
		}
	}
}
