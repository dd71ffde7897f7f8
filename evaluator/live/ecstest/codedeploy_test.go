package ecstest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// day is when things were deployed, at some hour.
func day(hour int) time.Time { return time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC) }

const appSpec = `{"version":0.0,"Resources":[{"TargetService":{"Type":"AWS::ECS::Service","Properties":{"TaskDefinition":"web:7"}}}]}`

// applications are a service's, whose deployments are in no order, and a
// function's.
func applications() []ecstest.Application {
	return []ecstest.Application{
		{Name: "shop", Groups: []ecstest.DeploymentGroup{
			{Name: "web", Cluster: "prod", Service: "web", Deployments: []ecstest.CodeDeployment{
				{CreatedAt: day(2), AppSpec: appSpec},
				{CreatedAt: day(4), Status: "Failed", AppSpec: "version: 0.0"},
				{CreatedAt: day(1), AppSpec: appSpec},
				{CreatedAt: day(3), AppSpec: "version: 0.0", RevisionType: "S3"},
				{Status: "InProgress", AppSpec: "version: 0.0", RevisionType: "GitHub"},
			}},
			{Name: "api", Cluster: "prod", Service: "api"},
		}},
		{Name: "functions", Platform: "Lambda", Groups: []ecstest.DeploymentGroup{
			{Name: "live", Deployments: []ecstest.CodeDeployment{{CreatedAt: day(1), AppSpec: "{}", RevisionType: "String"}}},
		}},
	}
}

// deploying serves an account that has some applications.
func deploying(t *testing.T, applications ...ecstest.Application) (*ecstest.Server, *codedeploy.Client) {
	t.Helper()
	server := start(t, &ecstest.Account{ID: "123456789012", Partition: "aws", Now: day(12), Regions: map[string]*ecstest.Region{
		home: {Applications: applications},
	}})
	return server, codedeploy.NewFromConfig(configured(server, home))
}

func TestListApplications(t *testing.T) {
	t.Parallel()
	var many []ecstest.Application
	for n := range 205 {
		many = append(many, ecstest.Application{Name: fmt.Sprintf("a%03d", n)})
	}
	server, api := deploying(t, many...)
	var names []string
	pages := codedeploy.NewListApplicationsPaginator(api, &codedeploy.ListApplicationsInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, page.Applications...)
	}
	if len(names) != 205 || names[204] != "a204" || len(server.Requests()) != 3 {
		t.Errorf("%d names in %d pages", len(names), len(server.Requests()))
	}
	_, err := api.ListApplications(t.Context(), &codedeploy.ListApplicationsInput{NextToken: aws.String("x")})
	if got, want := said(err), "InvalidNextTokenException: The nextToken is invalid or has expired."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBatchGetApplications(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		names []string
		want  string
	}{
		{"two", []string{"functions", "shop"}, "functions Lambda, shop ECS"},
		{"an unknown one", []string{"shop", "x"}, "ApplicationDoesNotExistException: No application found for name: x"},
		{"none", []string{}, "ApplicationNameRequiredException: The minimum number of required application names was not specified."},
		{"too many", make([]string, 101), "BatchLimitExceededException: The maximum number of names or IDs allowed for this request (100) was exceeded."},
	}
	server, api := deploying(t, applications()...)
	server.ReadOnly()
	for _, test := range tests {
		out, err := api.BatchGetApplications(t.Context(), &codedeploy.BatchGetApplicationsInput{ApplicationNames: test.names})
		got := said(err)
		if err == nil {
			var found []string
			for _, a := range out.ApplicationsInfo {
				found = append(found, *a.ApplicationName+" "+string(a.ComputePlatform))
			}
			got = strings.Join(found, ", ")
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	// It reads, and nothing else does.
	_, err := api.DeleteApplication(t.Context(), &codedeploy.DeleteApplicationInput{ApplicationName: aws.String("shop")})
	if got := said(err); !strings.HasPrefix(got, "AccessDeniedException: ") {
		t.Errorf("got %q", got)
	}
	_, err = api.GetApplication(t.Context(), &codedeploy.GetApplicationInput{ApplicationName: aws.String("shop")})
	if got, want := said(err), "UnknownOperationException: codedeploy:GetApplication is no action of this endpoint"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
