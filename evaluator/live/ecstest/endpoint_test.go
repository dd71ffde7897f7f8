package ecstest_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestRegions: each Region is a world of its own.
func TestRegions(t *testing.T) {
	t.Parallel()
	server := start(t, ecstest.FromState(read(t, "two-regions.json")))
	const notEnabled = "UnrecognizedClientException: The security token included in the request is invalid."
	for region, want := range map[string]string{
		"eu-west-1":  "web:7 ACTIVE",
		"us-east-1":  "web:7 INACTIVE",
		"af-south-1": notEnabled,
	} {
		if got := describe(t, ecs.NewFromConfig(configured(server, region)), "web:7"); got != want {
			t.Errorf("%s: got %q, want %q", region, got, want)
		}
	}
}

func TestCallerIdentity(t *testing.T) {
	t.Parallel()
	server := shop(t)
	tests := []struct{ region, want string }{
		{home, ""},
		// The global endpoint, although the account has nothing there.
		{"us-east-1", ""},
		{"af-south-1", "InvalidClientTokenId: The security token included in the request is invalid."},
	}
	for _, test := range tests {
		out, err := sts.NewFromConfig(configured(server, test.region)).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
		if got := said(err); got != test.want {
			t.Errorf("%s: got %q, want %q", test.region, got, test.want)
		}
		if err == nil && (*out.Account != "123456789012" || *out.Arn != "arn:aws:sts::123456789012:assumed-role/ci/session") {
			t.Errorf("%s: %s is %s", test.region, *out.Account, *out.Arn)
		}
	}
}

func TestRequests(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.ReadOnly()
	api := client(server)
	if got := describe(t, api, "web"); got != "web:45 ACTIVE" {
		t.Errorf("got %q", got)
	}
	_, err := api.DeregisterTaskDefinition(t.Context(), &ecs.DeregisterTaskDefinitionInput{TaskDefinition: aws.String("web:45")})
	if got := said(err); !strings.HasPrefix(got, "AccessDeniedException: ") {
		t.Errorf("got %q", got)
	}
	_, err = api.StopTask(t.Context(), &ecs.StopTaskInput{Task: aws.String("x")})
	if got := said(err); !strings.HasPrefix(got, "AccessDeniedException: ") {
		t.Errorf("got %q", got)
	}
	_, err = api.ListAccountSettings(t.Context(), &ecs.ListAccountSettingsInput{})
	if got, want := said(err), "UnknownOperationException: ecs:ListAccountSettings is no action of this endpoint"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	want := []string{
		"eu-west-1 ecs ecs:DescribeTaskDefinition web ",
		"eu-west-1 ecs ecs:DeregisterTaskDefinition web:45 AccessDeniedException",
		"eu-west-1 ecs ecs:StopTask <nil> AccessDeniedException",
		"eu-west-1 ecs ecs:ListAccountSettings <nil> UnknownOperationException",
	}
	requests := server.Requests()
	if len(requests) != len(want) {
		t.Fatalf("%d requests", len(requests))
	}
	for i, r := range requests {
		named := "<nil>"
		if s, ok := r.Parameters["taskDefinition"].(string); ok {
			named = s
		}
		if got := strings.Join([]string{r.Region, r.Service, r.Action, named, r.Error}, " "); got != want[i] {
			t.Errorf("request %d: got %q, want %q", i, got, want[i])
		}
	}
}

// TestUnsigned: what says neither service nor Region is for nobody.
func TestUnsigned(t *testing.T) {
	t.Parallel()
	server := shop(t)
	for _, path := range []string{"/", "/schedules", "/v1/pipes/x"} {
		response, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusBadRequest && response.StatusCode != http.StatusForbidden {
			t.Errorf("%s: status %d", path, response.StatusCode)
		}
	}
}

// TestEnvironment reads the configuration as a program does.
func TestEnvironment(t *testing.T) {
	server := shop(t)
	for _, variable := range server.Environment() {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	loaded, err := config.LoadDefaultConfig(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if loaded.Region != home {
		t.Errorf("Region %q", loaded.Region)
	}
	if got := describe(t, ecs.NewFromConfig(loaded), "web"); got != "web:45 ACTIVE" {
		t.Errorf("got %q", got)
	}
}

// TestConcurrency is for the race detector.
func TestConcurrency(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.Inject(ecstest.Throttled("*", 5))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for _, call := range reach(server) {
				_ = call(context.Background())
			}
			_, _ = client(server).UpdateService(context.Background(), &ecs.UpdateServiceInput{
				Cluster: aws.String("prod"), Service: aws.String("web"), TaskDefinition: aws.String("web")})
			server.PageSize(1)
			server.Inject(ecstest.ShortPages("*", 2))
		})
	}
	group.Wait()
	if got := len(server.Requests()); got != 72 {
		t.Errorf("%d requests, want 72", got)
	}
}
