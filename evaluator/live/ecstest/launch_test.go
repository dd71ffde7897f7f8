package ecstest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

// launch is a call that starts something on a reference.
type launch struct {
	name   string
	isTask bool
	send   func(*testing.T, *ecs.Client, string) error
}

func launches() []launch {
	return []launch{
		{"RunTask", true, func(t *testing.T, api *ecs.Client, reference string) error {
			_, err := api.RunTask(t.Context(), &ecs.RunTaskInput{Cluster: aws.String("prod"), TaskDefinition: &reference})
			return err
		}},
		{"StartTask", true, func(t *testing.T, api *ecs.Client, reference string) error {
			_, err := api.StartTask(t.Context(), &ecs.StartTaskInput{
				Cluster: aws.String("prod"), TaskDefinition: &reference, ContainerInstances: []string{"one"}})
			return err
		}},
		{"CreateService", false, func(t *testing.T, api *ecs.Client, reference string) error {
			_, err := api.CreateService(t.Context(), &ecs.CreateServiceInput{
				Cluster: aws.String("prod"), ServiceName: aws.String("new"), TaskDefinition: &reference})
			return err
		}},
		{"UpdateService", false, func(t *testing.T, api *ecs.Client, reference string) error {
			_, err := api.UpdateService(t.Context(), &ecs.UpdateServiceInput{
				Cluster: aws.String("prod"), Service: aws.String("web"), TaskDefinition: &reference})
			return err
		}},
		{"CreateTaskSet", false, func(t *testing.T, api *ecs.Client, reference string) error {
			_, err := api.CreateTaskSet(t.Context(), &ecs.CreateTaskSetInput{
				Cluster: aws.String("staging"), Service: aws.String("recommender"), TaskDefinition: &reference})
			return err
		}},
	}
}

// TestLaunches asks every launch for every kind of reference. Only the code for
// what is not ACTIVE differs between tasks and services.
func TestLaunches(t *testing.T) {
	t.Parallel()
	const inactive, notFound = "TaskDefinition is inactive", "ClientException: TaskDefinition not found."
	references := []struct {
		name, reference, task, service string
	}{
		{"ACTIVE", "web:45", "", ""},
		{"family", "web", "", ""},
		{"INACTIVE", "web:41", "InvalidParameterException: " + inactive, "ClientException: " + inactive},
		{"being deleted", "web:42", "InvalidParameterException: " + inactive, "ClientException: " + inactive},
		{"missing", "web:99", notFound, notFound},
		{"no such family", "nobody", notFound, notFound},
		{"nothing ACTIVE", "image-resize", notFound, notFound},
	}
	for _, launch := range launches() {
		for _, test := range references {
			t.Run(launch.name+" "+test.name, func(t *testing.T) {
				t.Parallel()
				want := test.service
				if launch.isTask {
					want = test.task
				}
				if got := said(launch.send(t, client(shop(t)), test.reference)); got != want {
					t.Errorf("%s of %s: got %q, want %q", launch.name, test.reference, got, want)
				}
			})
		}
	}
}

func TestUpdateService(t *testing.T) {
	t.Parallel()
	scale := func(s string) ecs.UpdateServiceInput {
		return ecs.UpdateServiceInput{Service: &s, DesiredCount: aws.Int32(9)}
	}
	withRevision := func(s, reference string) ecs.UpdateServiceInput {
		in := scale(s)
		in.TaskDefinition = &reference
		return in
	}
	redeploy := ecs.UpdateServiceInput{Service: aws.String("cart"), ForceNewDeployment: true}
	const codeDeploy = "InvalidParameterException: Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment."
	tests := []struct {
		name string
		in   ecs.UpdateServiceInput
		want string
	}{
		{"scale on an INACTIVE revision", scale("cart"), ""},
		{"scale and name the same INACTIVE revision", withRevision("cart", "cart:3"), "ClientException: TaskDefinition is inactive"},
		{"redeploy an INACTIVE revision", redeploy, ""},
		{"scale under CodeDeploy", scale("checkout"), ""},
		{"deploy under CodeDeploy", withRevision("checkout", "checkout:8"), codeDeploy},
		{"DRAINING", scale("search"), "ServiceNotActiveException: Service was not ACTIVE."},
		{"missing", scale("nobody"), "ServiceNotFoundException: Service not found."},
	}
	api := client(shop(t))
	for _, test := range tests {
		test.in.Cluster = aws.String("prod")
		_, err := api.UpdateService(t.Context(), &test.in)
		if got := said(err); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	_, err := api.UpdateService(t.Context(), &ecs.UpdateServiceInput{Cluster: aws.String("nowhere"), Service: aws.String("web")})
	if got, want := said(err), "ClusterNotFoundException: Cluster not found."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCreateService(t *testing.T) {
	t.Parallel()
	named := func(name, reference string) ecs.CreateServiceInput {
		in := ecs.CreateServiceInput{ServiceName: &name}
		if reference != "" {
			in.TaskDefinition = &reference
		}
		return in
	}
	external := named("external", "")
	external.DeploymentController = &types.DeploymentController{Type: types.DeploymentControllerTypeExternal}
	tests := []struct {
		name string
		in   ecs.CreateServiceInput
		want string
	}{
		{"no reference", named("new", ""), "InvalidParameterException: TaskDefinition can not be blank."},
		{"none needed", external, ""},
		{"ACTIVE name", named("web", "web:45"), "InvalidParameterException: Creation of service was not idempotent."},
		{"DRAINING name", named("search", "search:9"), "InvalidParameterException: Unable to Start a service that is still Draining."},
	}
	api := client(shop(t))
	for _, test := range tests {
		test.in.Cluster = aws.String("prod")
		_, err := api.CreateService(t.Context(), &test.in)
		if got := said(err); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// TestRollOut follows a service through an update: two deployments, and a
// service deployment that came from the revision before.
func TestRollOut(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	out, err := api.UpdateService(t.Context(), &ecs.UpdateServiceInput{
		Cluster: aws.String("prod"), Service: aws.String("web"), TaskDefinition: aws.String("web")})
	if err != nil {
		t.Fatal(err)
	}
	s := out.Service
	if got := shortened(*s.TaskDefinition); got != "task-definition/web:45" {
		t.Errorf("the service is on %s: it keeps the revision that the family means", got)
	}
	if len(s.Deployments) != 2 || *s.Deployments[0].Status != "PRIMARY" || *s.Deployments[1].Status != "ACTIVE" {
		t.Fatalf("deployments = %v", s.Deployments)
	}
	deployments, err := api.DescribeServiceDeployments(t.Context(), &ecs.DescribeServiceDeploymentsInput{ServiceDeploymentArns: []string{*s.CurrentServiceDeployment}})
	if err != nil || len(deployments.ServiceDeployments) != 1 {
		t.Fatalf("%v, %v", deployments, err)
	}
	d := deployments.ServiceDeployments[0]
	if d.Status != types.ServiceDeploymentStatusInProgress || len(d.SourceServiceRevisions) != 1 {
		t.Errorf("%s from %d revisions", d.Status, len(d.SourceServiceRevisions))
	}
}
