package ecstest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/ecs"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// blueGreen is a state of services that CodeDeploy deploys, and of others.
func blueGreen() *evaluator.State {
	service := func(cluster, name, controller string, revision evaluator.RevisionID, targets ...evaluator.RevisionID) evaluator.Service {
		return evaluator.Service{Cluster: cluster, Name: name, Status: evaluator.Active, DeploymentController: controller, Revision: revision, RollbackTargets: targets}
	}
	sets := service("prod", "sets", "CODE_DEPLOY", evaluator.RevisionID{}, revision("sets", 1))
	sets.TaskSets = []evaluator.TaskSet{
		{ID: "1", Status: "ACTIVE", Revision: revision("sets", 3)}, {ID: "2", Status: "PRIMARY", Revision: revision("sets", 2)},
	}
	return &evaluator.State{TakenAt: day(12), Regions: []*evaluator.Region{{
		Partition: "aws", Account: "123456789012", Region: home,
		Clusters: []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}, {Name: "test", Status: evaluator.Active}, {Name: "prod-web", Status: evaluator.Active}},
		Services: []evaluator.Service{
			service("prod", "web", "CODE_DEPLOY", revision("web", 9), revision("web", 8), revision("web", 6)),
			service("test", "web", "CODE_DEPLOY", revision("web", 10), revision("web", 9)),
			service("prod-web", "x", "CODE_DEPLOY", revision("x", 2), revision("x", 1)),
			service("prod", "web-x", "CODE_DEPLOY", revision("x", 4), revision("x", 3)),
			sets,
			service("prod", "new", "CODE_DEPLOY", revision("new", 1)),
			service("prod", "rolling", "ECS", revision("rolling", 2), revision("rolling", 1)),
		},
	}}}
}

// TestFromStateCodeDeploy reads what CodeDeploy has deployed to each service:
// what runs, and before it what it may go back to.
func TestFromStateCodeDeploy(t *testing.T) {
	t.Parallel()
	server := start(t, ecstest.FromState(blueGreen()))
	server.PageSize(1)
	got := readCodeDeploy(t, codedeploy.NewFromConfig(configured(server, home)))
	want := []string{
		"prod/web: 11:59 web:9, 11:58 web:8, 11:57 web:6",
		"test/web: 11:59 web:10, 11:58 web:9",
		"prod-web/x: 11:59 x:2, 11:58 x:1",
		"prod/web-x: 11:59 x:4, 11:58 x:3",
		"prod/sets: 11:59 sets:2, 11:58 sets:1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// ECS has no deployments of its own of these.
	for service, want := range map[string]int{"web": 0, "rolling": 1} {
		out, err := client(server).ListServiceDeployments(t.Context(), &ecs.ListServiceDeploymentsInput{Cluster: aws.String("prod"), Service: &service})
		if err != nil || len(out.ServiceDeployments) != want {
			t.Errorf("%s: %v, %v", service, out, err)
		}
	}
}

// readCodeDeploy writes a line for every service that CodeDeploy deploys to.
func readCodeDeploy(t *testing.T, api *codedeploy.Client) []string {
	t.Helper()
	var lines []string
	pages := codedeploy.NewListApplicationsPaginator(api, &codedeploy.ListApplicationsInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, application := range page.Applications {
			groups, err := api.ListDeploymentGroups(t.Context(), &codedeploy.ListDeploymentGroupsInput{ApplicationName: &application})
			if err != nil || len(groups.DeploymentGroups) != 1 {
				t.Fatalf("%v, %v", groups, err)
			}
			out, err := api.BatchGetDeploymentGroups(t.Context(), &codedeploy.BatchGetDeploymentGroupsInput{ApplicationName: &application, DeploymentGroupNames: groups.DeploymentGroups})
			if err != nil {
				t.Fatal(err)
			}
			service := out.DeploymentGroupsInfo[0].EcsServices[0]
			lines = append(lines, *service.ClusterName+"/"+*service.ServiceName+": "+strings.Join(readGroup(t, api, application, groups.DeploymentGroups[0]), ", "))
		}
	}
	return lines
}

// readGroup writes when a group deployed which revision.
func readGroup(t *testing.T, api *codedeploy.Client, application, group string) []string {
	t.Helper()
	ids := listedIDs(t, api, &codedeploy.ListDeploymentsInput{ApplicationName: &application, DeploymentGroupName: &group})
	out, err := api.BatchGetDeployments(t.Context(), &codedeploy.BatchGetDeploymentsInput{DeploymentIds: ids})
	if err != nil {
		t.Fatal(err)
	}
	var deployed []string
	for _, d := range out.DeploymentsInfo {
		shown, err := api.GetApplicationRevision(t.Context(), &codedeploy.GetApplicationRevisionInput{ApplicationName: &application, Revision: d.Revision})
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(*shown.Revision.AppSpecContent.Content, `"TaskDefinition":"arn:aws:ecs:eu-west-1:123456789012:task-definition/`)
		name, _, _ := strings.Cut(rest, `"`)
		deployed = append(deployed, d.CreateTime.Format("15:04")+" "+name)
	}
	return deployed
}
