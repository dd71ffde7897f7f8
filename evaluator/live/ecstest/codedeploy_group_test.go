package ecstest_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
)

func TestListDeploymentGroups(t *testing.T) {
	t.Parallel()
	server, api := deploying(t, applications()...)
	server.PageSize(1)
	var names []string
	pages := codedeploy.NewListDeploymentGroupsPaginator(api, &codedeploy.ListDeploymentGroupsInput{ApplicationName: aws.String("shop")})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil || *page.ApplicationName != "shop" {
			t.Fatalf("%v, %v", page, err)
		}
		names = append(names, page.DeploymentGroups...)
	}
	if got := strings.Join(names, " "); got != "web api" {
		t.Errorf("got %q", got)
	}
	_, err := api.ListDeploymentGroups(t.Context(), &codedeploy.ListDeploymentGroupsInput{ApplicationName: aws.String("x")})
	if got, want := said(err), "ApplicationDoesNotExistException: No application found for name: x"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestBatchGetDeploymentGroups: what was deployed last goes by date, and what is
// not there is left out.
func TestBatchGetDeploymentGroups(t *testing.T) {
	t.Parallel()
	_, api := deploying(t, applications()...)
	out, err := api.BatchGetDeploymentGroups(t.Context(), &codedeploy.BatchGetDeploymentGroupsInput{
		ApplicationName: aws.String("shop"), DeploymentGroupNames: []string{"api", "x", "web"}})
	if err != nil || len(out.DeploymentGroupsInfo) != 2 {
		t.Fatalf("%v, %v", out, err)
	}
	if got, want := aws.ToString(out.ErrorMessage), "No Deployment Group found for name: x"; got != want {
		t.Errorf("error message %q, want %q", got, want)
	}
	never, web := out.DeploymentGroupsInfo[0], out.DeploymentGroupsInfo[1]
	if *never.DeploymentGroupName != "api" || never.LastAttemptedDeployment != nil || never.LastSuccessfulDeployment != nil {
		t.Errorf("never deployed: %+v", never)
	}
	if web.ComputePlatform != "ECS" || len(web.EcsServices) != 1 || *web.EcsServices[0].ClusterName != "prod" || *web.EcsServices[0].ServiceName != "web" {
		t.Errorf("it deploys to %+v", web)
	}
	ids := listedIDs(t, api, &codedeploy.ListDeploymentsInput{})
	if last := web.LastAttemptedDeployment; *last.DeploymentId != ids[4] || last.Status != "InProgress" || last.EndTime != nil || !last.CreateTime.Equal(day(12)) {
		t.Errorf("attempted last: %+v", last)
	}
	if last := web.LastSuccessfulDeployment; *last.DeploymentId != ids[3] || last.Status != "Succeeded" || !last.EndTime.Equal(day(3)) {
		t.Errorf("successful last: %+v", last)
	}
}

func TestBatchGetDeploymentGroupsRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, application string
		groups            []string
		want              string
	}{
		{"no application", "x", []string{"web"}, "ApplicationDoesNotExistException: No application found for name: x"},
		{"no name", "", []string{"web"}, "ApplicationNameRequiredException: The minimum number of required application names was not specified."},
		{"no groups", "shop", []string{}, "DeploymentGroupNameRequiredException: The deployment group name was not specified."},
		{"too many", "shop", make([]string, 101), "BatchLimitExceededException: The maximum number of names or IDs allowed for this request (100) was exceeded."},
	}
	_, api := deploying(t, applications()...)
	for _, test := range tests {
		_, err := api.BatchGetDeploymentGroups(t.Context(), &codedeploy.BatchGetDeploymentGroupsInput{ApplicationName: &test.application, DeploymentGroupNames: test.groups})
		if got := said(err); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
