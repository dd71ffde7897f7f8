package ecstest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

func TestServiceDeployments(t *testing.T) {
	t.Parallel()
	now := read(t, "shop.json").TakenAt
	successful := []types.ServiceDeploymentStatus{types.ServiceDeploymentStatusSuccessful}
	tests := []struct {
		name string
		in   ecs.ListServiceDeploymentsInput
		want string
	}{
		{"all, newest first", ecs.ListServiceDeploymentsInput{Service: aws.String("api")}, "api:12 IN_PROGRESS from api:11, api:11 SUCCESSFUL from api:10, api:10 SUCCESSFUL"},
		{"successful", ecs.ListServiceDeploymentsInput{Service: aws.String("api"), Status: successful}, "api:11 SUCCESSFUL from api:10, api:10 SUCCESSFUL"},
		{"a steady service", ecs.ListServiceDeploymentsInput{Service: aws.String("web")}, "web:40 SUCCESSFUL from web:39, web:39 SUCCESSFUL"},
		{"CodeDeploy", ecs.ListServiceDeploymentsInput{Service: aws.String("checkout")}, ""},
		{"since", ecs.ListServiceDeploymentsInput{Service: aws.String("api"), CreatedAt: &types.CreatedAt{After: aws.Time(now.Add(-2 * time.Hour))}}, "api:12 IN_PROGRESS from api:11"},
		{"before", ecs.ListServiceDeploymentsInput{Service: aws.String("api"), CreatedAt: &types.CreatedAt{Before: aws.Time(now.Add(-2 * time.Hour))}}, "api:10 SUCCESSFUL"},
		{"missing", ecs.ListServiceDeploymentsInput{Service: aws.String("nobody")}, "ServiceNotFoundException: Service not found."},
	}
	api := client(shop(t))
	for _, test := range tests {
		test.in.Cluster = aws.String("prod")
		if got := deployments(t, api, &test.in); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// deployments walks from the list to the revisions, as one has to.
func deployments(t *testing.T, api *ecs.Client, in *ecs.ListServiceDeploymentsInput) string {
	t.Helper()
	listed, err := api.ListServiceDeployments(t.Context(), in)
	if err != nil {
		return said(err)
	}
	text := ""
	for _, brief := range listed.ServiceDeployments {
		out, err := api.DescribeServiceDeployments(t.Context(), &ecs.DescribeServiceDeploymentsInput{ServiceDeploymentArns: []string{*brief.ServiceDeploymentArn}})
		if err != nil || len(out.ServiceDeployments) != 1 {
			t.Fatalf("%v, %v", out, err)
		}
		if text != "" {
			text += ", "
		}
		text += shortRevision(t, api, *brief.TargetServiceRevisionArn) + " " + string(brief.Status)
		for _, source := range out.ServiceDeployments[0].SourceServiceRevisions {
			text += " from " + shortRevision(t, api, *source.Arn)
		}
	}
	return text
}

// shortRevision reads the task definition of a service revision.
func shortRevision(t *testing.T, api *ecs.Client, arn string) string {
	t.Helper()
	out, err := api.DescribeServiceRevisions(t.Context(), &ecs.DescribeServiceRevisionsInput{ServiceRevisionArns: []string{arn}})
	if err != nil || len(out.ServiceRevisions) != 1 {
		t.Fatalf("%v, %v", out, err)
	}
	return shortened(*out.ServiceRevisions[0].TaskDefinition)[len("task-definition/"):]
}

func TestServiceRevisionsMissing(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	const arn = "arn:aws:ecs:eu-west-1:123456789012:service-revision/prod/web/1"
	revisions, err := api.DescribeServiceRevisions(t.Context(), &ecs.DescribeServiceRevisionsInput{ServiceRevisionArns: []string{arn}})
	if err != nil || len(revisions.Failures) != 1 || *revisions.Failures[0].Reason != "MISSING" {
		t.Errorf("%v, %v", revisions, err)
	}
	_, err = api.DescribeServiceDeployments(t.Context(), &ecs.DescribeServiceDeploymentsInput{ServiceDeploymentArns: make([]string, 21)})
	if got, want := said(err), "InvalidParameterException: serviceDeploymentArns can have at most 20 items."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
