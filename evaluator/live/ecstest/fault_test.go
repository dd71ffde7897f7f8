package ecstest_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/pipes"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// reach is one call of each service, by its action.
func reach(server *ecstest.Server) map[string]func(context.Context) error {
	c := configured(server, home)
	return map[string]func(context.Context) error{
		"ecs:ListClusters": func(ctx context.Context) error {
			_, err := ecs.NewFromConfig(c).ListClusters(ctx, &ecs.ListClustersInput{})
			return err
		},
		"events:ListRules": func(ctx context.Context) error {
			_, err := eventbridge.NewFromConfig(c).ListRules(ctx, &eventbridge.ListRulesInput{})
			return err
		},
		"scheduler:ListSchedules": func(ctx context.Context) error {
			_, err := scheduler.NewFromConfig(c).ListSchedules(ctx, &scheduler.ListSchedulesInput{})
			return err
		},
		"pipes:ListPipes": func(ctx context.Context) error {
			_, err := pipes.NewFromConfig(c).ListPipes(ctx, &pipes.ListPipesInput{})
			return err
		},
		"states:ListStateMachines": func(ctx context.Context) error {
			_, err := sfn.NewFromConfig(c).ListStateMachines(ctx, &sfn.ListStateMachinesInput{})
			return err
		},
		"codedeploy:ListApplications": func(ctx context.Context) error {
			_, err := codedeploy.NewFromConfig(c).ListApplications(ctx, &codedeploy.ListApplicationsInput{})
			return err
		},
		"cloudformation:ListStacks": func(ctx context.Context) error {
			_, err := cloudformation.NewFromConfig(c).ListStacks(ctx, &cloudformation.ListStacksInput{})
			return err
		},
		"sts:GetCallerIdentity": func(ctx context.Context) error {
			_, err := sts.NewFromConfig(c).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
			return err
		},
	}
}

// TestRefusals injects what a service refuses into each protocol.
func TestRefusals(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		fault ecstest.Fault
		// usual and query are the codes; where none is given, any failure will do.
		usual, query string
	}{
		{"denied", ecstest.Denied("*"), "AccessDeniedException", "AccessDenied"},
		{"throttled", ecstest.Throttled("*", 1), "ThrottlingException", "Throttling"},
		{"expired", ecstest.Expired("*"), "ExpiredTokenException", "ExpiredToken"},
		{"unavailable", ecstest.Unavailable("*"), "", ""},
		{"garbage", ecstest.Garbage("*"), "", ""},
		{"cut", ecstest.Cut("*"), "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := shop(t)
			server.Inject(test.fault)
			for action, call := range reach(server) {
				want := test.usual
				if strings.HasPrefix(action, "cloudformation:") || strings.HasPrefix(action, "sts:") {
					want = test.query
				}
				err := call(t.Context())
				if test.name == "denied" && action == "sts:GetCallerIdentity" {
					if err != nil {
						t.Errorf("%s needs no permission, and is refused: %v", action, err)
					}
					continue
				}
				if err == nil || want != "" && !strings.HasPrefix(said(err), want+": ") {
					t.Errorf("%s: got %q, want %s", action, said(err), want)
				}
			}
			server.Heal()
			for action, call := range reach(server) {
				if err := call(t.Context()); err != nil {
					t.Errorf("%s, healed: %v", action, err)
				}
			}
		})
	}
}

func TestDeniedText(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.Inject(ecstest.Denied("ecs:List*"))
	_, err := client(server).ListClusters(t.Context(), &ecs.ListClustersInput{})
	const want = "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/ci/session is not authorized to perform: ecs:ListClusters on resource: *"
	if got := said(err); !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q …", got, want)
	}
	if got := describe(t, client(server), "web"); got != "web:45 ACTIVE" {
		t.Errorf("describing is allowed, got %q", got)
	}
}

// TestWhen counts which of six calls a fault strikes.
func TestWhen(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		fault ecstest.Fault
		want  string
	}{
		{"every third", ecstest.Throttled("ecs:ListClusters", 3), "..x..x"},
		{"the first two", ecstest.Denied("ecs:*").First(2), "xx...."},
		{"every second, once", ecstest.Denied("*").Every(2).First(1), ".x...."},
		{"elsewhere", ecstest.Denied("*").In("us-east-1"), "......"},
		{"here", ecstest.Denied("*").In(home), "xxxxxx"},
		{"another action", ecstest.Denied("ecs:ListServices"), "......"},
	}
	for _, test := range tests {
		server := shop(t)
		server.Inject(test.fault)
		got := ""
		for range len(test.want) {
			if _, err := client(server).ListClusters(t.Context(), &ecs.ListClustersInput{}); err != nil {
				got += "x"
			} else {
				got += "."
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestMistyped(t *testing.T) {
	t.Parallel()
	server := shop(t)
	// The shop has none, and an empty list has no string in it.
	server.Change(func(a *ecstest.Account) { a.Regions[home].Applications = []ecstest.Application{{Name: "shop"}} })
	server.Inject(ecstest.Mistyped("*"))
	for action, call := range reach(server) {
		// XML has no types.
		if strings.HasPrefix(action, "cloudformation:") || strings.HasPrefix(action, "sts:") {
			continue
		}
		if err := call(t.Context()); err == nil {
			t.Errorf("%s: the SDK takes a number for a string", action)
		}
	}
}

func TestSlow(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.Inject(ecstest.Slow("ecs:*", time.Hour))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := client(server).ListClusters(ctx, &ecs.ListClustersInput{})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.PageSize(7)
	if got := countRevisions(t, server); got != 22 {
		t.Errorf("%d ACTIVE revisions, want 22", got)
	}
	if got := len(server.Requests()); got != 4 {
		t.Errorf("%d requests, want 4", got)
	}
	server.ResetLog()
	server.Inject(ecstest.ShortPages("ecs:ListTaskDefinitions", 1))
	if got, requests := countRevisions(t, server), len(server.Requests()); got != 22 || requests != 22 {
		t.Errorf("%d revisions in %d requests, want 22 in 22", got, requests)
	}
}

// countRevisions reads the list page by page.
func countRevisions(t *testing.T, server *ecstest.Server) int {
	t.Helper()
	pages := ecs.NewListTaskDefinitionsPaginator(client(server), &ecs.ListTaskDefinitionsInput{})
	count := 0
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		count += len(page.TaskDefinitionArns)
	}
	return count
}

func TestTruncated(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.Inject(ecstest.Truncated("ecs:ListClusters"))
	api := client(server)
	first, err := api.ListClusters(t.Context(), &ecs.ListClustersInput{})
	if err != nil || first.NextToken == nil {
		t.Fatalf("%v, %v: want a page and a token", first, err)
	}
	_, err = api.ListClusters(t.Context(), &ecs.ListClustersInput{NextToken: first.NextToken})
	if got, want := said(err), "InvalidParameterException: The nextToken is invalid or has expired."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
