package live_test

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// actionsCalled reads the constants of actions.go.
func actionsCalled(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "actions.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var actions []string
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			action, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			actions = append(actions, action)
		}
		return true
	})
	slices.Sort(actions)
	return actions
}

// readings are the two ways in which an account is read: before something is
// retired, and as a whole.
var readings = map[string]func(*live.Session) (*evaluator.State, error){
	"Collect": func(s *live.Session) (*evaluator.State, error) {
		return s.Collect(context.Background(), []evaluator.Need{wholeRetirement()}), nil
	},
	"Snapshot": func(s *live.Session) (*evaluator.State, error) {
		return s.Snapshot(context.Background(), []string{here}, live.Selection{Kinds: evaluator.Kinds, Stacks: []string{"shop"}})
	},
}

// dependents says which kinds an action tells, by reading. STS is not missed: ECS
// knows whose account it is, too.
var dependents = map[string]map[string][]evaluator.Kind{
	"sts:GetCallerIdentity":                   nil,
	"ecs:ListTaskDefinitions":                 {"Collect": {evaluator.Families}, "Snapshot": {evaluator.Families, evaluator.RegisteredAt}},
	"ecs:DescribeTaskDefinition":              {"Collect": {evaluator.Families, evaluator.Stacks}, "Snapshot": {evaluator.RegisteredAt}},
	"ecs:ListClusters":                        both(evaluator.Clusters, evaluator.Services, evaluator.RollbackTargets, evaluator.RunningTasks, evaluator.Rules),
	"ecs:DescribeClusters":                    both(evaluator.Clusters),
	"ecs:ListServices":                        both(evaluator.Services),
	"ecs:DescribeServices":                    both(evaluator.Services),
	"ecs:DescribeTaskSets":                    both(evaluator.Services),
	"ecs:ListTasks":                           both(evaluator.RunningTasks),
	"ecs:DescribeTasks":                       both(evaluator.RunningTasks),
	"ecs:ListServiceDeployments":              both(evaluator.Services, evaluator.RollbackTargets),
	"ecs:DescribeServiceDeployments":          both(evaluator.Services),
	"ecs:DescribeServiceRevisions":            both(evaluator.Services, evaluator.RollbackTargets),
	"events:ListEventBuses":                   both(evaluator.Rules),
	"events:ListRuleNamesByTarget":            both(evaluator.Rules),
	"events:DescribeRule":                     both(evaluator.Rules),
	"events:ListTargetsByRule":                both(evaluator.Rules),
	"scheduler:ListSchedules":                 both(evaluator.Schedules),
	"scheduler:GetSchedule":                   both(evaluator.Schedules),
	"pipes:ListPipes":                         both(evaluator.Pipes),
	"pipes:DescribePipe":                      both(evaluator.Pipes),
	"states:ListStateMachines":                both(evaluator.StateMachines),
	"states:DescribeStateMachine":             both(evaluator.StateMachines),
	"states:ListStateMachineVersions":         both(evaluator.StateMachines),
	"states:ListStateMachineAliases":          both(evaluator.StateMachines),
	"states:DescribeStateMachineAlias":        both(evaluator.StateMachines),
	"states:ListExecutions":                   both(evaluator.StateMachines),
	"states:DescribeStateMachineForExecution": both(evaluator.StateMachines),
	"codedeploy:ListApplications":             both(evaluator.RollbackTargets),
	"codedeploy:BatchGetApplications":         both(evaluator.RollbackTargets),
	"codedeploy:ListDeploymentGroups":         both(evaluator.RollbackTargets),
	"codedeploy:BatchGetDeploymentGroups":     both(evaluator.RollbackTargets),
	"codedeploy:ListDeployments":              both(evaluator.RollbackTargets),
	"codedeploy:BatchGetDeployments":          both(evaluator.RollbackTargets),
	"codedeploy:GetApplicationRevision":       both(evaluator.RollbackTargets),
	"cloudformation:ListStacks":               {"Snapshot": {evaluator.Stacks}},
	"cloudformation:DescribeStacks":           {"Collect": {evaluator.Stacks}},
	"cloudformation:DescribeStackResources":   both(evaluator.Stacks),
	"cloudformation:ListStackResources":       nil, // a stack says it itself: TestUnreadStack
}

func both(kinds ...evaluator.Kind) map[string][]evaluator.Kind {
	return map[string][]evaluator.Kind{"Collect": kinds, "Snapshot": kinds}
}

// failures are the ways in which every request for an action fails, and what is
// said of it.
var failures = map[string]struct {
	fault func(actions string) ecstest.Fault
	says  []string
}{
	"denied":      {ecstest.Denied, []string{"is not permitted (AccessDenied"}},
	"throttled":   {func(actions string) ecstest.Fault { return ecstest.Throttled(actions, 1) }, []string{"was throttled to the last attempt (Throttling"}},
	"cut":         {ecstest.Cut, []string{"gave an answer that can not be read"}},
	"garbage":     {ecstest.Garbage, []string{"gave an answer that can not be read"}},
	"unavailable": {ecstest.Unavailable, []string{"gave an answer that can not be read", "got no answer"}},
	"expired":     {ecstest.Expired, []string{"was refused, because the credentials are expired or not valid there (ExpiredToken"}},
	"mistyped":    {ecstest.Mistyped, []string{"gave an answer that can not be"}},
}

// TestFailClosed lets each action fail in each way: what depends on it is not
// covered, and says why; everything else is as if nothing had happened.
func TestFailClosed(t *testing.T) {
	t.Parallel()
	for reading, read := range readings {
		sound, err := read(opened(t, endpointOf(t, wholeRegion(t))))
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range evaluator.Kinds {
			if coverage, asked := sound.Regions[0].Coverage[kind]; !coverage.Complete && asked && (kind != evaluator.Families || reading != "Collect") {
				t.Fatalf("%s: %s are not covered: %s", reading, kind, coverage.Reason)
			}
		}
		for _, action := range actionsCalled(t) {
			affected, known := dependents[action]
			if !known {
				t.Errorf("say in the table dependents which kinds %s tells", action)
			}
			t.Run(reading+" "+action, func(t *testing.T) {
				t.Parallel()
				for name, failure := range failures {
					if strings.HasPrefix(action, "cloudformation:") && name == "mistyped" {
						continue // in XML a number is a text
					}
					endpoint := endpointOf(t, wholeRegion(t))
					endpoint.Inject(failure.fault(action))
					session := live.WithoutRateLimit(opened(t, endpoint), time.Millisecond)
					state, err := read(session)
					if err != nil {
						t.Fatal(err)
					}
					f := failed{name, action, failure.says, affected[reading]}
					f.check(t, state.Regions[0], sound.Regions[0])
					checkOwnWords(t, session.Summarize(state).Unread)
				}
			})
		}
	}
}

// failed is one action that failed in one way.
type failed struct {
	how, action string
	says        []string
	affected    []evaluator.Kind
}

func (f failed) check(t *testing.T, got, sound *evaluator.Region) {
	t.Helper()
	for _, kind := range evaluator.Kinds {
		if !slices.Contains(f.affected, kind) {
			if got.Coverage[kind] != sound.Coverage[kind] {
				t.Errorf("%s: %s: got %+v, want %+v", f.how, kind, got.Coverage[kind], sound.Coverage[kind])
			}
			if kind != evaluator.Families && !reflect.DeepEqual(entries(got, kind), entries(sound, kind)) {
				t.Errorf("%s: %s: got\n%+v\nwant\n%+v", f.how, kind, entries(got, kind), entries(sound, kind))
			}
			continue
		}
		reason := got.Coverage[kind].Reason
		says := slices.ContainsFunc(f.says, func(text string) bool { return strings.Contains(reason, f.action+" "+text) })
		if got.Coverage[kind].Complete || !says {
			t.Errorf("%s: %s: got %+v, want %s %q", f.how, kind, got.Coverage[kind], f.action, f.says)
		}
	}
}

// entries is what a state says of a kind, as far as that stands alone.
// What services would go back to stands in them, and depends on them.
func entries(r *evaluator.Region, kind evaluator.Kind) any {
	services := slices.Clone(r.Services)
	for i := range services {
		services[i].RollbackTargets = nil
	}
	return map[evaluator.Kind]any{
		evaluator.Families: r.Families, evaluator.Clusters: r.Clusters, evaluator.Services: services, evaluator.RunningTasks: r.Tasks,
		evaluator.Rules: r.Rules, evaluator.Schedules: r.Schedules, evaluator.Pipes: r.Pipes, evaluator.StateMachines: r.StateMachines, evaluator.Stacks: r.Stacks,
	}[kind]
}

// checkOwnWords checks that reasons are of this program, and not of a server.
func checkOwnWords(t *testing.T, reasons []string) {
	t.Helper()
	for _, text := range []string{"Rate exceeded", "not authorized", "security token", "Welcome", "html", "sign in", "assumed-role", "\n"} {
		if said := fmt.Sprint(reasons); strings.Contains(said, text) {
			t.Errorf("%q is the server's: %s", text, said)
		}
	}
}
