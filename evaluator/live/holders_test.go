package live_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

const (
	here    = "eu-west-1"
	clock   = "2026-11-26T12:00:00Z"
	account = "123456789012"
	cluster = "arn:aws:ecs:eu-west-1:123456789012:cluster/"
	tasks   = "arn:aws:ecs:eu-west-1:123456789012:task-definition/"
	abroad  = "arn:aws:ecs:us-east-1:123456789012:task-definition/"
	foreign = "arn:aws:ecs:eu-west-1:210987654321:task-definition/"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

// holderEndpoint is an account with one Region and two clusters.
func holderEndpoint(t *testing.T, region ecstest.Region) *ecstest.Endpoint {
	t.Helper()
	region.Clusters = []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}, {Name: "staging", Status: evaluator.Active}}
	return ecstest.NewEndpoint(&ecstest.Account{
		ID: account, Partition: "aws", Now: at(t, clock), Regions: map[string]*ecstest.Region{here: &region},
	})
}

// holderSession opens the account behind a handler: the endpoint itself, or
// something in front of it.
func holderSession(t *testing.T, endpoint *ecstest.Endpoint, handler http.Handler) *live.Session {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	for _, variable := range endpoint.Environment(server.URL) {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	session, err := live.Open(context.Background(), live.Options{
		MaxBackoff: time.Millisecond, Now: func() time.Time { return at(t, clock) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// holderKinds are those of which this file and its neighbours speak.
func holderKinds() []evaluator.Kind {
	return []evaluator.Kind{evaluator.Rules, evaluator.Schedules, evaluator.Pipes, evaluator.StateMachines, evaluator.Stacks}
}

func snapshotOf(t *testing.T, session *live.Session, kinds ...evaluator.Kind) *evaluator.Region {
	t.Helper()
	state, err := session.Snapshot(context.Background(), []string{here}, live.Selection{Kinds: kinds})
	if err != nil {
		t.Fatal(err)
	}
	return state.Regions[0]
}

// holders is what was found of some kinds.
type holders struct {
	targets  []evaluator.Target
	computed []evaluator.Computed
}

func holdersIn(region *evaluator.Region, kind evaluator.Kind) holders {
	return holders{computed: region.Computed, targets: map[evaluator.Kind][]evaluator.Target{
		evaluator.Rules: region.Rules, evaluator.Schedules: region.Schedules,
		evaluator.Pipes: region.Pipes, evaluator.StateMachines: region.StateMachines,
	}[kind]}
}

func target(name, cluster, family string, revision int, enabled bool) evaluator.Target {
	return evaluator.Target{Name: name, Cluster: cluster, Revision: evaluator.RevisionID{Family: family, Revision: revision}, Enabled: enabled}
}

// checkHolders reads a kind with pages of several sizes: a list must not depend
// on how it is cut.
func checkHolders(t *testing.T, region ecstest.Region, kind evaluator.Kind, want holders) {
	t.Helper()
	for _, size := range []int{0, 2, 1} {
		endpoint := holderEndpoint(t, region)
		endpoint.PageSize(size)
		found := snapshotOf(t, holderSession(t, endpoint, endpoint), kind)
		if got := holdersIn(found, kind); !reflect.DeepEqual(got, want) {
			t.Errorf("pages of %d: got\n%+v\nwant\n%+v", size, got, want)
		}
		if coverage := found.Coverage[kind]; !coverage.Complete {
			t.Errorf("pages of %d: not covered: %s", size, coverage.Reason)
		}
	}
}

func TestRules(t *testing.T) {
	const events = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
	queue := ecstest.RuleTarget{ID: "q", ARN: "arn:aws:sqs:eu-west-1:123456789012:jobs"}
	region := ecstest.Region{
		Buses: []string{"empty", "aws.partner/example.com/acme/orders"},
		Rules: []ecstest.Rule{
			{Name: "nightly", State: "ENABLED", Targets: []ecstest.RuleTarget{
				queue,
				{ID: "web", ARN: cluster + "prod", TaskDefinition: tasks + "web:41"},
				{ID: "api", ARN: cluster + "staging", TaskDefinition: tasks + "api"},
			}},
			{Name: "paused", State: "DISABLED", Targets: []ecstest.RuleTarget{{ID: "1", ARN: cluster + "prod", TaskDefinition: tasks + "web:40"}}},
			{Name: "trail", State: events, Targets: []ecstest.RuleTarget{{ID: "1", ARN: cluster + "prod", TaskDefinition: tasks + "web:42"}}},
			{Name: "queue", State: "ENABLED", Targets: []ecstest.RuleTarget{queue}},
			{Name: "other", State: "ENABLED", Targets: []ecstest.RuleTarget{
				{ID: "1", ARN: cluster + "prod", TaskDefinition: foreign + "web:41"},
				{ID: "2", ARN: cluster + "prod", TaskDefinition: abroad + "web:41"},
				{ID: "3", ARN: cluster + "prod", TaskDefinition: tasks + "web:latest"},
			}},
			{Bus: "aws.partner/example.com/acme/orders", Name: "nightly", State: "ENABLED", Targets: []ecstest.RuleTarget{
				{ID: "1", ARN: cluster + "prod", TaskDefinition: tasks + "orders:7"},
			}},
		},
	}
	checkHolders(t, region, evaluator.Rules, holders{targets: []evaluator.Target{
		target("aws.partner/example.com/acme/orders/nightly/1", "prod", "orders", 7, true),
		target("default/nightly/api", "staging", "api", 0, true),
		target("default/nightly/web", "prod", "web", 41, true),
		target("default/paused/1", "prod", "web", 40, false),
		target("default/trail/1", "prod", "web", 42, true),
	}})
}

func TestPipes(t *testing.T) {
	region := ecstest.Region{Pipes: []ecstest.Pipe{
		{Name: "orders", DesiredState: "RUNNING", TargetARN: cluster + "prod", TaskDefinition: tasks + "web:41"},
		{Name: "clicks", DesiredState: "STOPPED", TargetARN: cluster + "staging", TaskDefinition: tasks + "web"},
		{Name: "dynamic", DesiredState: "RUNNING", TargetARN: cluster + "prod", TaskDefinition: "$.body.taskDefinition"},
		{Name: "inside", DesiredState: "RUNNING", TargetARN: cluster + "prod", TaskDefinition: tasks + "<$.body.family>:1"},
		{Name: "elsewhere", DesiredState: "RUNNING", TargetARN: cluster + "prod", TaskDefinition: foreign + "web:41"},
		{Name: "machine", DesiredState: "RUNNING", TargetARN: "arn:aws:states:eu-west-1:123456789012:stateMachine:m"},
	}}
	checkHolders(t, region, evaluator.Pipes, holders{
		targets: []evaluator.Target{target("clicks", "staging", "web", 0, false), target("orders", "prod", "web", 41, true)},
		computed: []evaluator.Computed{
			{Kind: evaluator.PipeHolder, Name: "dynamic", Expression: "$.body.taskDefinition"},
			{Kind: evaluator.PipeHolder, Name: "inside", Expression: tasks + "<$.body.family>:1"},
		},
	})
}

func TestExpressionsAreLegible(t *testing.T) {
	long := strings.Repeat("ä", 150)
	for expression, want := range map[string]string{
		"$.task":               "$.task",
		"$.\n\ttask\x00\n":     "$.  task  ",
		"{% $secret %}":        "JSONata",
		"$." + long:            "$." + long[:198] + "…",
		" ":                    " ",
		"$.\xff":               "$.\ufffd",
		strings.Repeat("x", 8): "xxxxxxxx",
	} {
		if got := live.Legible(expression); got != want {
			t.Errorf("%q: got %q, want %q", expression, got, want)
		}
	}
}

// before serves an endpoint, and tells a function first which action is asked.
func before(endpoint http.Handler, tell func(w http.ResponseWriter, what string) (answered bool)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		what := r.Header.Get("X-Amz-Target")
		if what == "" {
			what = fmt.Sprint(r.Method, " ", r.URL.Path)
		}
		if !tell(w, what) {
			endpoint.ServeHTTP(w, r)
		}
	})
}
