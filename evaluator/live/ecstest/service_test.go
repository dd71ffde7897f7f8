package ecstest_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

func TestClusters(t *testing.T) {
	t.Parallel()
	server := start(t, ecstest.FromState(read(t, "two-regions.json")))
	api := ecs.NewFromConfig(configured(server, "us-east-1"))
	listed, err := api.ListClusters(t.Context(), &ecs.ListClustersInput{})
	if err != nil {
		t.Fatal(err)
	}
	// staging was deleted: it is described, and not listed.
	if got := joined(listed.ClusterArns); got != "cluster/prod" {
		t.Errorf("listed %q", got)
	}
	out, err := api.DescribeClusters(t.Context(), &ecs.DescribeClustersInput{Clusters: []string{"staging", listed.ClusterArns[0], "nowhere"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Clusters) != 2 || *out.Clusters[0].Status != "INACTIVE" || *out.Clusters[1].ClusterName != "prod" {
		t.Errorf("clusters = %v", out.Clusters)
	}
	if len(out.Failures) != 1 || *out.Failures[0].Reason != "MISSING" || shortened(*out.Failures[0].Arn) != "cluster/nowhere" {
		t.Errorf("failures = %v", out.Failures)
	}
	_, err = api.RunTask(t.Context(), &ecs.RunTaskInput{Cluster: aws.String("staging"), TaskDefinition: aws.String("web")})
	if got, want := said(err), "ClusterNotFoundException: The referenced cluster was inactive."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestListServices(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.Change(func(a *ecstest.Account) {
		for n := range 30 {
			a.Regions[home].Services = append(a.Regions[home].Services, evaluator.Service{
				Cluster: "staging", Name: fmt.Sprintf("s%02d", n), Status: evaluator.Active, ManagedBy: "ECS",
			})
		}
	})
	tests := []struct {
		name string
		in   ecs.ListServicesInput
		want int
		more bool
	}{
		{"10 by default", ecs.ListServicesInput{Cluster: aws.String("staging")}, 10, true},
		{"100 at most", ecs.ListServicesInput{Cluster: aws.String("staging"), MaxResults: aws.Int32(100)}, 33, false},
		// Without search, which is DRAINING.
		{"only ACTIVE ones", ecs.ListServicesInput{Cluster: aws.String("prod")}, 4, false},
		{"of Express", ecs.ListServicesInput{Cluster: aws.String("staging"), MaxResults: aws.Int32(100), ResourceManagementType: types.ResourceManagementTypeEcs}, 30, false},
	}
	api := client(server)
	for _, test := range tests {
		out, err := api.ListServices(t.Context(), &test.in)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if len(out.ServiceArns) != test.want || (out.NextToken != nil) != test.more {
			t.Errorf("%s: %d services, next %v", test.name, len(out.ServiceArns), out.NextToken)
		}
	}
	refusals := []struct {
		in   ecs.ListServicesInput
		want string
	}{
		{ecs.ListServicesInput{}, "ClusterNotFoundException: Cluster not found."},
		{ecs.ListServicesInput{Cluster: aws.String("prod"), NextToken: aws.String("x")}, "InvalidParameterException: The nextToken is invalid or has expired."},
		{ecs.ListServicesInput{Cluster: aws.String("prod"), MaxResults: aws.Int32(101)}, "InvalidParameterException: maxResults must be between 1 and 100."},
	}
	for _, test := range refusals {
		if _, err := api.ListServices(t.Context(), &test.in); said(err) != test.want {
			t.Errorf("got %q, want %q", said(err), test.want)
		}
	}
}

func TestDescribeServices(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	byName := func(names ...string) *ecs.DescribeServicesInput {
		return &ecs.DescribeServicesInput{Cluster: aws.String("prod"), Services: names}
	}
	out, err := api.DescribeServices(t.Context(), byName("search", "arn:aws:ecs:eu-west-1:123456789012:service/prod/checkout",
		"arn:aws:ecs:eu-west-1:123456789012:service/api", "recommender"))
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Services) != 3 || len(out.Failures) != 1 {
		t.Fatalf("%d services, %d failures", len(out.Services), len(out.Failures))
	}
	search, checkout, api2 := out.Services[0], out.Services[1], out.Services[2]
	if *search.Status != "DRAINING" || search.RunningCount != 1 {
		t.Errorf("search is %s with %d tasks", *search.Status, search.RunningCount)
	}
	if len(checkout.TaskSets) != 2 || checkout.DeploymentController.Type != "CODE_DEPLOY" || *checkout.TaskSets[0].Status != "PRIMARY" {
		t.Errorf("checkout has task sets %v under %v", checkout.TaskSets, checkout.DeploymentController)
	}
	if len(api2.Deployments) != 2 || api2.Deployments[0].RolloutState != "IN_PROGRESS" || api2.CurrentServiceDeployment == nil {
		t.Errorf("api has deployments %v", api2.Deployments)
	}
	// It is in another cluster.
	if got := shortened(*out.Failures[0].Arn) + " " + *out.Failures[0].Reason; got != "service/prod/recommender MISSING" {
		t.Errorf("failure = %q", got)
	}
	for want, in := range map[string]*ecs.DescribeServicesInput{
		"InvalidParameterException: service names can have at most 10 items.": byName("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"),
		"InvalidParameterException: Services cannot be empty.":                byName([]string{}...),
		"ClusterNotFoundException: Cluster not found.":                        {Services: []string{"web"}},
	} {
		if in.Services == nil {
			in.Services = []string{}
		}
		if _, err := api.DescribeServices(t.Context(), in); said(err) != want {
			t.Errorf("got %q, want %q", said(err), want)
		}
	}
}

func TestDescribeTaskSets(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	all, err := api.DescribeTaskSets(t.Context(), &ecs.DescribeTaskSetsInput{Cluster: aws.String("staging"), Service: aws.String("recommender")})
	if err != nil || len(all.TaskSets) != 1 || shortened(*all.TaskSets[0].TaskDefinition) != "task-definition/recommender:4" {
		t.Fatalf("%v, %v", all, err)
	}
	some, err := api.DescribeTaskSets(t.Context(), &ecs.DescribeTaskSetsInput{
		Cluster: aws.String("staging"), Service: aws.String("recommender"), TaskSets: []string{*all.TaskSets[0].TaskSetArn, "other"}})
	if err != nil || len(some.TaskSets) != 1 || len(some.Failures) != 1 {
		t.Errorf("%v, %v", some, err)
	}
	_, err = api.CreateTaskSet(t.Context(), &ecs.CreateTaskSetInput{Cluster: aws.String("prod"), Service: aws.String("web"), TaskDefinition: aws.String("web")})
	if got, want := said(err), "InvalidParameterException: Task sets need a service with the EXTERNAL deployment controller."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDeleteService(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	in := &ecs.DeleteServiceInput{Cluster: aws.String("prod"), Service: aws.String("web")}
	_, err := api.DeleteService(t.Context(), in)
	if got, want := said(err), "InvalidParameterException: The service cannot be stopped while it is scaled above 0."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	in.Force = aws.Bool(true)
	out, err := api.DeleteService(t.Context(), in)
	if err != nil || *out.Service.Status != "DRAINING" {
		t.Fatalf("%v, %v", out, err)
	}
	left, err := api.ListServiceDeployments(t.Context(), &ecs.ListServiceDeploymentsInput{Cluster: in.Cluster, Service: in.Service})
	if err != nil || len(left.ServiceDeployments) != 0 {
		t.Errorf("%v, %v: deployments go with the service", left, err)
	}
}
