package ecstest_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy/types"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// listedIDs lists deployments to the last page.
func listedIDs(t *testing.T, api *codedeploy.Client, in *codedeploy.ListDeploymentsInput) []string {
	t.Helper()
	var ids []string
	pages := codedeploy.NewListDeploymentsPaginator(api, in)
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, page.Deployments...)
	}
	return ids
}

// TestListDeployments wants deployments by their places in the account.
func TestListDeployments(t *testing.T) {
	t.Parallel()
	shop, web, api2, live := aws.String("shop"), aws.String("web"), aws.String("api"), aws.String("live")
	between := func(start, end *time.Time) *types.TimeRange { return &types.TimeRange{Start: start, End: end} }
	tests := []struct {
		name string
		in   codedeploy.ListDeploymentsInput
		want string
	}{
		{"all", codedeploy.ListDeploymentsInput{}, "[0 1 2 3 4 5]"},
		{"of a group", codedeploy.ListDeploymentsInput{ApplicationName: shop, DeploymentGroupName: web}, "[0 1 2 3 4]"},
		{"of a new group", codedeploy.ListDeploymentsInput{ApplicationName: shop, DeploymentGroupName: api2}, "[]"},
		{"by status", codedeploy.ListDeploymentsInput{IncludeOnlyStatuses: []types.DeploymentStatus{"Failed", "InProgress"}}, "[1 4]"},
		{"from", codedeploy.ListDeploymentsInput{CreateTimeRange: between(aws.Time(day(3)), nil)}, "[1 3 4]"},
		{"until", codedeploy.ListDeploymentsInput{CreateTimeRange: between(nil, aws.Time(day(2)))}, "[0 2 5]"},
		{"between", codedeploy.ListDeploymentsInput{CreateTimeRange: between(aws.Time(day(2)), aws.Time(day(3)))}, "[0 3]"},
		{"no group", codedeploy.ListDeploymentsInput{ApplicationName: shop}, "DeploymentGroupNameRequiredException: The deployment group name was not specified."},
		{"no application", codedeploy.ListDeploymentsInput{DeploymentGroupName: web}, "ApplicationNameRequiredException: The minimum number of required application names was not specified."},
		{"an unknown application", codedeploy.ListDeploymentsInput{ApplicationName: web, DeploymentGroupName: web}, "ApplicationDoesNotExistException: No application found for name: web"},
		{"another's group", codedeploy.ListDeploymentsInput{ApplicationName: shop, DeploymentGroupName: live}, "DeploymentGroupDoesNotExistException: No Deployment Group found for name: live"},
		{"an unknown status", codedeploy.ListDeploymentsInput{IncludeOnlyStatuses: []types.DeploymentStatus{"SUCCEEDED"}}, "InvalidDeploymentStatusException: The specified deployment status doesn't exist or cannot be determined."},
		{"backwards", codedeploy.ListDeploymentsInput{CreateTimeRange: between(aws.Time(day(3)), aws.Time(day(2)))}, "InvalidTimeRangeException: The specified time range was specified in an invalid format."},
	}
	_, api := deploying(t, applications()...)
	all := listedIDs(t, api, &codedeploy.ListDeploymentsInput{})
	for _, test := range tests {
		out, err := api.ListDeployments(t.Context(), &test.in)
		got := said(err)
		if err == nil {
			places := []int{}
			for _, id := range out.Deployments {
				places = append(places, slices.Index(all, id))
			}
			got = fmt.Sprint(places)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// TestDeploymentPages: every deployment has an id of its own, and keeps it.
func TestDeploymentPages(t *testing.T) {
	t.Parallel()
	server, api := deploying(t, ecstest.Application{Name: "shop", Groups: []ecstest.DeploymentGroup{
		{Name: "web", Deployments: make([]ecstest.CodeDeployment, 130)}, {Name: "api", Deployments: make([]ecstest.CodeDeployment, 120)},
	}})
	ids := listedIDs(t, api, &codedeploy.ListDeploymentsInput{})
	if got := len(server.Requests()); got != 3 {
		t.Errorf("%d pages, want 3", got)
	}
	form := regexp.MustCompile(`^d-[A-Z2-7]{9}$`)
	for _, id := range ids {
		if !form.MatchString(id) {
			t.Errorf("%s is no id", id)
		}
	}
	server.PageSize(7)
	if again := listedIDs(t, api, &codedeploy.ListDeploymentsInput{}); !slices.Equal(again, ids) {
		t.Errorf("got %v, want %v", again, ids)
	}
	slices.Sort(ids)
	if got := len(slices.Compact(ids)); got != 250 {
		t.Errorf("%d ids, want 250", got)
	}
}

func TestBatchGetDeployments(t *testing.T) {
	t.Parallel()
	_, api := deploying(t, applications()...)
	ids := listedIDs(t, api, &codedeploy.ListDeploymentsInput{})
	out, err := api.BatchGetDeployments(t.Context(), &codedeploy.BatchGetDeploymentsInput{DeploymentIds: append(ids, "d-UNKNOWN23")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range out.DeploymentsInfo {
		over := "not over"
		if d.CompleteTime != nil {
			over = d.CompleteTime.Format(time.TimeOnly)
		}
		got = append(got, strings.Join([]string{*d.ApplicationName, *d.DeploymentGroupName, string(d.ComputePlatform), string(d.Status), d.CreateTime.Format(time.TimeOnly), over, string(d.Creator)}, " "))
	}
	want := []string{
		"shop web ECS Succeeded 02:00:00 02:00:00 user",
		"shop web ECS Failed 04:00:00 04:00:00 user",
		"shop web ECS Succeeded 01:00:00 01:00:00 user",
		"shop web ECS Succeeded 03:00:00 03:00:00 user",
		"shop web ECS InProgress 12:00:00 not over user",
		"functions live Lambda Succeeded 01:00:00 01:00:00 user",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for want, ids := range map[string][]string{
		"DeploymentIdRequiredException: At least one deployment ID must be specified.":                                {},
		"BatchLimitExceededException: The maximum number of names or IDs allowed for this request (25) was exceeded.": make([]string, 26),
	} {
		if _, err := api.BatchGetDeployments(t.Context(), &codedeploy.BatchGetDeploymentsInput{DeploymentIds: ids}); said(err) != want {
			t.Errorf("got %q, want %q", said(err), want)
		}
	}
}
