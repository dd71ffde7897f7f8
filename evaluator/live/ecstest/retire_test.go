package ecstest_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

func TestDeregisterTaskDefinition(t *testing.T) {
	t.Parallel()
	tests := []struct{ reference, want string }{
		{"web:45", ""},
		{"web:41", ""},
		{"web", "InvalidParameterException: Revision is missing"},
		{"web:42", "ClientException: The task definition could not be deregistered because it is in the process of being deleted."},
		{"web:46", "ClientException: Unable to deregister task definition."},
		{"web:x", "InvalidParameterException: Invalid task definition: Invalid revision number."},
	}
	api := client(shop(t))
	for _, test := range tests {
		out, err := api.DeregisterTaskDefinition(t.Context(), &ecs.DeregisterTaskDefinitionInput{TaskDefinition: &test.reference})
		if got := said(err); got != test.want {
			t.Errorf("DeregisterTaskDefinition(%q) = %q, want %q", test.reference, got, test.want)
		}
		if err == nil && (out.TaskDefinition.Status != types.TaskDefinitionStatusInactive || out.TaskDefinition.DeregisteredAt != nil) {
			t.Errorf("%s: %s since %v, want INACTIVE without a date", test.reference, out.TaskDefinition.Status, out.TaskDefinition.DeregisteredAt)
		}
	}
	// The family means an older revision at once, and the date of 41 has stayed.
	if got := describe(t, api, "web"); got != "web:44 ACTIVE" {
		t.Errorf("web is %s", got)
	}
	out, err := api.DescribeTaskDefinition(t.Context(), &ecs.DescribeTaskDefinitionInput{TaskDefinition: aws.String("web:41")})
	if err != nil || out.TaskDefinition.DeregisteredAt.Unix() != 1795427760 {
		t.Errorf("web:41 is INACTIVE since %v (%v)", out.TaskDefinition.DeregisteredAt, err)
	}
}

func TestDeleteTaskDefinitions(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	references := []string{"web:1", "web:42", "web:45", "web:99", "web", "web:x"}
	out, err := api.DeleteTaskDefinitions(t.Context(), &ecs.DeleteTaskDefinitionsInput{TaskDefinitions: references})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range out.TaskDefinitions {
		if d.Status != types.TaskDefinitionStatusDeleteInProgress {
			t.Errorf("%s is %s", *d.TaskDefinitionArn, d.Status)
		}
	}
	if len(out.TaskDefinitions) != 2 {
		t.Errorf("%d revisions, want web:1 and web:42", len(out.TaskDefinitions))
	}
	want := []string{
		"web:45: The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
		"web:99: The specified task definition does not exist. Specify a valid account, family, revision and try again.",
		"web: The specified task definition identifier is invalid. Specify a valid name or ARN and try again.",
		"web:x: The specified task definition identifier is invalid. Specify a valid name or ARN and try again.",
	}
	var got []string
	for _, f := range out.Failures {
		got = append(got, *f.Arn+": "+*f.Reason)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("failures:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := describe(t, api, "web:1"); got != "web:1 DELETE_IN_PROGRESS" {
		t.Errorf("web:1 is %s", got)
	}
}

func TestRegisterTaskDefinition(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	tests := []struct{ family, want string }{
		{"web", "web:46 ACTIVE"},
		// Its revisions are all INACTIVE; numbers are not used again.
		{"image-resize", "image-resize:7 ACTIVE"},
		{"new", "new:1 ACTIVE"},
	}
	for _, test := range tests {
		_, err := api.RegisterTaskDefinition(t.Context(), &ecs.RegisterTaskDefinitionInput{
			Family:               &test.family,
			ContainerDefinitions: []types.ContainerDefinition{{Name: aws.String("app"), Image: aws.String("app")}},
			Tags:                 []types.Tag{{Key: aws.String("team"), Value: aws.String("storefront")}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := describe(t, api, test.family); got != test.want {
			t.Errorf("%s is %s, want %s", test.family, got, test.want)
		}
	}
	_, err := api.RegisterTaskDefinition(t.Context(), &ecs.RegisterTaskDefinitionInput{Family: aws.String("web"), ContainerDefinitions: []types.ContainerDefinition{}})
	if got, want := said(err), "ClientException: Container list cannot be empty."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
