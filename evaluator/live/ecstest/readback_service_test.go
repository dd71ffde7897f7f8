package ecstest_test

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

func readServices(t *testing.T, api *ecs.Client, known *evaluator.Region) []evaluator.Service {
	t.Helper()
	var services []evaluator.Service
	for _, s := range known.Services {
		out, err := api.DescribeServices(t.Context(), &ecs.DescribeServicesInput{Cluster: &s.Cluster, Services: []string{s.Name}})
		if err != nil || len(out.Services) != 1 {
			t.Fatalf("%s in %s: %v, %v", s.Name, s.Cluster, out, err)
		}
		read := readService(t, out.Services[0])
		read.Cluster = s.Cluster
		readDeployments(t, api, &read)
		services = append(services, read)
	}
	return services
}

func readService(t *testing.T, s types.Service) evaluator.Service {
	t.Helper()
	read := evaluator.Service{
		Name:                 *s.ServiceName,
		Status:               evaluator.Status(*s.Status),
		DeploymentController: string(s.DeploymentController.Type),
		DesiredCount:         int(s.DesiredCount),
		Revision:             id(t, s.TaskDefinition),
	}
	if s.ResourceManagementType == types.ResourceManagementTypeEcs {
		read.ManagedBy = "ECS"
	}
	for _, d := range s.Deployments {
		read.Deployments = append(read.Deployments, evaluator.Deployment{Status: *d.Status, RolloutState: string(d.RolloutState), Revision: id(t, d.TaskDefinition)})
	}
	for _, set := range s.TaskSets {
		read.TaskSets = append(read.TaskSets, evaluator.TaskSet{ID: *set.Id, Status: *set.Status, Revision: id(t, set.TaskDefinition)})
	}
	return read
}

// readDeployments reads where a running deployment came from, and what was
// successful before what runs now.
func readDeployments(t *testing.T, api *ecs.Client, s *evaluator.Service) {
	t.Helper()
	// The SDK has no paginator for this one.
	for in := (&ecs.ListServiceDeploymentsInput{Cluster: &s.Cluster, Service: &s.Name}); ; {
		page, err := api.ListServiceDeployments(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range page.ServiceDeployments {
			target := revisionOf(t, api, d.TargetServiceRevisionArn)
			if d.Status == types.ServiceDeploymentStatusInProgress {
				s.Sources = append(s.Sources, sourcesOf(t, api, d.ServiceDeploymentArn)...)
			} else if target != s.Revision && !slices.Contains(s.RollbackTargets, target) {
				s.RollbackTargets = append(s.RollbackTargets, target)
			}
		}
		if in.NextToken = page.NextToken; in.NextToken == nil {
			return
		}
	}
}

func sourcesOf(t *testing.T, api *ecs.Client, arn *string) []evaluator.RevisionID {
	t.Helper()
	out, err := api.DescribeServiceDeployments(t.Context(), &ecs.DescribeServiceDeploymentsInput{ServiceDeploymentArns: []string{*arn}})
	if err != nil || len(out.ServiceDeployments) != 1 {
		t.Fatalf("%v, %v", out, err)
	}
	var sources []evaluator.RevisionID
	for _, source := range out.ServiceDeployments[0].SourceServiceRevisions {
		sources = append(sources, revisionOf(t, api, source.Arn))
	}
	return sources
}

func revisionOf(t *testing.T, api *ecs.Client, arn *string) evaluator.RevisionID {
	t.Helper()
	out, err := api.DescribeServiceRevisions(t.Context(), &ecs.DescribeServiceRevisionsInput{ServiceRevisionArns: []string{*arn}})
	if err != nil || len(out.ServiceRevisions) != 1 {
		t.Fatalf("%v, %v", out, err)
	}
	return id(t, out.ServiceRevisions[0].TaskDefinition)
}

// changeEverything makes one change of every kind.
func changeEverything(t *testing.T, api *ecs.Client) {
	t.Helper()
	prod, web := aws.String("prod"), aws.String("web")
	_, registered := api.RegisterTaskDefinition(t.Context(), &ecs.RegisterTaskDefinitionInput{
		Family: web, ContainerDefinitions: []types.ContainerDefinition{{Name: web, Image: web}}, Tags: []types.Tag{{Key: web, Value: web}}})
	_, deregistered := api.DeregisterTaskDefinition(t.Context(), &ecs.DeregisterTaskDefinitionInput{TaskDefinition: aws.String("web:44")})
	_, deleted := api.DeleteTaskDefinitions(t.Context(), &ecs.DeleteTaskDefinitionsInput{TaskDefinitions: []string{"web:44", "web:1"}})
	_, ran := api.RunTask(t.Context(), &ecs.RunTaskInput{Cluster: prod, TaskDefinition: aws.String("nightly-report:13")})
	_, updated := api.UpdateService(t.Context(), &ecs.UpdateServiceInput{Cluster: prod, Service: web, TaskDefinition: web, DesiredCount: aws.Int32(1)})
	_, created := api.CreateService(t.Context(), &ecs.CreateServiceInput{Cluster: prod, ServiceName: aws.String("new"), TaskDefinition: web})
	_, set := api.CreateTaskSet(t.Context(), &ecs.CreateTaskSetInput{Cluster: aws.String("staging"), Service: aws.String("recommender"), TaskDefinition: web})
	_, gone := api.DeleteService(t.Context(), &ecs.DeleteServiceInput{Cluster: prod, Service: aws.String("cart"), Force: aws.Bool(true)})
	for _, err := range []error{registered, deregistered, deleted, ran, updated, created, set, gone} {
		if err != nil {
			t.Error(err)
		}
	}
}
