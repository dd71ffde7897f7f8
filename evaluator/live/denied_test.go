package live_test

import (
	"context"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// everything has one holder of each kind.
func everything() ecstest.Region {
	web41 := runs(`ecs:runTask {"TaskDefinition": "web:41"}`)
	return ecstest.Region{
		Rules: []ecstest.Rule{{Name: "r", State: "ENABLED", Targets: []ecstest.RuleTarget{{ID: "1", ARN: cluster + "prod", TaskDefinition: tasks + "web:41"}}}},
		Schedules: []ecstest.Schedule{{
			Name: "s", State: "ENABLED", Expression: "rate(1 day)", TargetARN: cluster + "prod", TaskDefinition: tasks + "web:41",
		}},
		Pipes: []ecstest.Pipe{{Name: "p", DesiredState: "RUNNING", TargetARN: cluster + "prod", TaskDefinition: tasks + "web:41"}},
		StateMachines: []ecstest.StateMachine{{
			Name: "m", Definition: web41, Versions: []ecstest.Version{{Number: 1, Definition: web41}}, Aliases: []ecstest.Alias{{Name: "live", Versions: []int{1}}},
			Executions: []ecstest.Execution{{Name: "e", Status: "RUNNING", Definition: web41}},
		}},
		Stacks: []ecstest.Stack{{Name: console, Status: complete, Resources: ecstest.TaskDefinitionResource(tasks + "web:1")}},
	}
}

// checkLack checks that a kind is not covered, for a reason that says something.
func checkLack(t *testing.T, region *evaluator.Region, kind evaluator.Kind, reason string) {
	t.Helper()
	if coverage := region.Coverage[kind]; coverage.Complete || !strings.Contains(coverage.Reason, reason) {
		t.Errorf("%s: got %+v, want the reason %s", kind, coverage, reason)
	}
}

// deniable says which kind an action tells, and what can still be said of it.
var deniable = []struct {
	action string
	kind   evaluator.Kind
	kept   int
}{
	{"events:ListEventBuses", evaluator.Rules, 1},
	{"events:ListRuleNamesByTarget", evaluator.Rules, 0},
	{"events:DescribeRule", evaluator.Rules, 0},
	{"events:ListTargetsByRule", evaluator.Rules, 0},
	{"scheduler:ListSchedules", evaluator.Schedules, 0},
	{"scheduler:GetSchedule", evaluator.Schedules, 0},
	{"pipes:ListPipes", evaluator.Pipes, 0},
	{"pipes:DescribePipe", evaluator.Pipes, 0},
	{"states:ListStateMachines", evaluator.StateMachines, 0},
	{"states:DescribeStateMachine", evaluator.StateMachines, 0},
	{"states:ListStateMachineVersions", evaluator.StateMachines, 2},
	{"states:ListStateMachineAliases", evaluator.StateMachines, 3},
	{"states:DescribeStateMachineAlias", evaluator.StateMachines, 3},
	{"states:ListExecutions", evaluator.StateMachines, 3},
	{"states:DescribeStateMachineForExecution", evaluator.StateMachines, 3},
	{"cloudformation:ListStacks", evaluator.Stacks, 0},
	{"cloudformation:DescribeStackResources", evaluator.Stacks, 0},
}

// TestOneFailedCall: it takes its own kind out of the coverage, and no other.
func TestOneFailedCall(t *testing.T) {
	faults := map[string]struct {
		fault func(action string) ecstest.Fault
		says  string
	}{
		"denied":  {ecstest.Denied, "is not permitted"},
		"garbage": {ecstest.Garbage, ""},
	}
	for _, c := range deniable {
		for name, f := range faults {
			endpoint := holderEndpoint(t, everything())
			endpoint.Inject(f.fault(c.action))
			region := snapshotOf(t, holderSession(t, endpoint, endpoint), holderKinds()...)
			for _, kind := range holderKinds() {
				if kind != c.kind && !region.Coverage[kind].Complete {
					t.Errorf("%s %s: %s are not covered either: %s", c.action, name, kind, region.Coverage[kind].Reason)
				}
			}
			checkLack(t, region, c.kind, c.action+" "+f.says)
			if kept := len(holdersIn(region, c.kind).targets); kept != c.kept {
				t.Errorf("%s %s: kept %d targets, want %d", c.action, name, kept, c.kept)
			}
		}
	}
}

// TestTruncatedLists: what the first page tells stays, and is not all.
func TestTruncatedLists(t *testing.T) {
	for _, c := range deniable {
		_, verb, _ := strings.Cut(c.action, ":")
		if !strings.HasPrefix(verb, "List") {
			continue
		}
		endpoint := holderEndpoint(t, everything())
		endpoint.Inject(ecstest.Truncated(c.action))
		checkLack(t, snapshotOf(t, holderSession(t, endpoint, endpoint), c.kind), c.kind, c.action)
	}
}

// TestDeniedForARetirement: the calls that only a retirement makes.
func TestDeniedForARetirement(t *testing.T) {
	for action, kind := range map[string]evaluator.Kind{
		"ecs:DescribeTaskDefinition":            evaluator.Stacks,
		"cloudformation:DescribeStacks":         evaluator.Stacks,
		"cloudformation:DescribeStackResources": evaluator.Stacks,
	} {
		region := everything()
		region.Families = []evaluator.Family{consoleFamily(t, nil)}
		endpoint := holderEndpoint(t, region)
		endpoint.Inject(ecstest.Denied(action))
		need := retiring(false, 1)
		need.Holders = holderKinds()
		found := collected(t, holderSession(t, endpoint, endpoint), need)
		checkLack(t, found, kind, action+" is not permitted")
		for _, other := range holderKinds() {
			if other != kind && !found.Coverage[other].Complete {
				t.Errorf("%s: %s are not covered either: %s", action, other, found.Coverage[other].Reason)
			}
		}
	}
}

func collected(t *testing.T, session *live.Session, need evaluator.Need) *evaluator.Region {
	t.Helper()
	state := session.Collect(context.Background(), []evaluator.Need{need})
	if len(state.Regions) != 1 {
		t.Fatalf("got %d Regions", len(state.Regions))
	}
	return state.Regions[0]
}

// TestAnswersThatSayTooLittle: nothing is taken for enabled or disabled, or for
// empty, by guess.
func TestAnswersThatSayTooLittle(t *testing.T) {
	for reason, c := range map[string]struct {
		kind   evaluator.Kind
		change func(*ecstest.Region)
	}{
		`gives rule "r" no state`:                       {evaluator.Rules, func(r *ecstest.Region) { r.Rules[0].State = "PAUSED" }},
		`"default/r/1" names no task definition`:        {evaluator.Rules, func(r *ecstest.Region) { r.Rules[0].Targets[0].TaskDefinition = "" }},
		`gives schedule "default/s" no state`:           {evaluator.Schedules, func(r *ecstest.Region) { r.Schedules[0].State = "PAUSED" }},
		`schedule "default/s" names no task definition`: {evaluator.Schedules, func(r *ecstest.Region) { r.Schedules[0].TaskDefinition = "" }},
		`gives pipe "p" no desired state`:               {evaluator.Pipes, func(r *ecstest.Region) { r.Pipes[0].DesiredState = "PAUSED" }},
		`pipe "p" names no task definition`:             {evaluator.Pipes, func(r *ecstest.Region) { r.Pipes[0].TaskDefinition = "" }},
		`without its name or routes`:                    {evaluator.StateMachines, func(r *ecstest.Region) { r.StateMachines[0].Aliases[0].Versions = nil }},
		`stack "` + console + `" is no revision`:        {evaluator.Stacks, func(r *ecstest.Region) { r.Stacks[0].Resources[0].PhysicalID = tasks + "web" }},
	} {
		region := everything()
		c.change(&region)
		endpoint := holderEndpoint(t, region)
		checkLack(t, snapshotOf(t, holderSession(t, endpoint, endpoint), c.kind), c.kind, reason)
	}
}
