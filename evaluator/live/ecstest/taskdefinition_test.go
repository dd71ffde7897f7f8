package ecstest_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

func TestDescribeTaskDefinition(t *testing.T) {
	t.Parallel()
	const unable = "ClientException: Unable to describe task definition."
	const arn = "arn:aws:ecs:eu-west-1:123456789012:task-definition/"
	tests := []struct{ reference, want string }{
		{"web:45", "web:45 ACTIVE"},
		{"web:41", "web:41 INACTIVE"},
		{"web:42", "web:42 DELETE_IN_PROGRESS"},
		{"web", "web:45 ACTIVE"},
		{arn + "web:40", "web:40 ACTIVE"},
		{arn + "web", "web:45 ACTIVE"},
		{"search", "search:9 ACTIVE"},
		{"web:46", unable},
		{"nobody", unable},
		{"nobody:1", unable},
		// A family without an ACTIVE revision is refused in the same words.
		{"image-resize", unable},
		{"image-resize:6", "image-resize:6 INACTIVE"},
		{"web:newest", "InvalidParameterException: Invalid task definition: Invalid revision number."},
		{"web:0", "InvalidParameterException: Invalid task definition: Invalid revision number."},
		{"arn:aws:ecs:us-east-1:123456789012:task-definition/web:45", unable},
	}
	api := client(shop(t))
	for _, test := range tests {
		got := describe(t, api, test.reference)
		if got != test.want {
			t.Errorf("DescribeTaskDefinition(%q) = %q, want %q", test.reference, got, test.want)
		}
	}
}

// describe writes a revision and its status, or the error.
func describe(t *testing.T, api *ecs.Client, reference string) string {
	t.Helper()
	out, err := api.DescribeTaskDefinition(t.Context(), &ecs.DescribeTaskDefinitionInput{TaskDefinition: &reference})
	if err != nil {
		return said(err)
	}
	d := out.TaskDefinition
	return fmt.Sprintf("%s:%d %s", *d.Family, d.Revision, d.Status)
}

func TestDescribeTaskDefinitionMembers(t *testing.T) {
	t.Parallel()
	api := client(shop(t))
	out, err := api.DescribeTaskDefinition(t.Context(), &ecs.DescribeTaskDefinitionInput{
		TaskDefinition: aws.String("newsletter:1"),
		Include:        []types.TaskDefinitionField{types.TaskDefinitionFieldTags},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := out.TaskDefinition.RegisteredAt.Unix(); got != 1664957647 {
		t.Errorf("registeredAt = %d", got)
	}
	if out.TaskDefinition.DeregisteredAt != nil {
		t.Errorf("deregisteredAt = %v of an ACTIVE revision", out.TaskDefinition.DeregisteredAt)
	}
	if got := *out.TaskDefinition.ContainerDefinitions[0].Environment[0].Value; got != ecstest.SecretValue {
		t.Errorf("environment = %q, want the secret", got)
	}
	if len(out.Tags) != 1 || *out.Tags[0].Key != "ecs:taskDefinition:stackId" {
		t.Errorf("tags = %v, want the stack's id", out.Tags)
	}
	inactive, err := api.DescribeTaskDefinition(t.Context(), &ecs.DescribeTaskDefinitionInput{TaskDefinition: aws.String("web:41")})
	if err != nil {
		t.Fatal(err)
	}
	if got := inactive.TaskDefinition.DeregisteredAt.Unix(); got != 1795427760 {
		t.Errorf("deregisteredAt = %d", got)
	}
	if inactive.Tags != nil {
		t.Errorf("tags = %v, although nobody asked", inactive.Tags)
	}
}

func TestListTaskDefinitions(t *testing.T) {
	t.Parallel()
	const prefix = "task-definition/"
	tests := []struct {
		name string
		in   ecs.ListTaskDefinitionsInput
		want string
	}{
		{"ACTIVE by default", ecs.ListTaskDefinitionsInput{FamilyPrefix: aws.String("web")}, prefix + "web:40 " + prefix + "web:43 " + prefix + "web:44 " + prefix + "web:45"},
		{"descending", ecs.ListTaskDefinitionsInput{FamilyPrefix: aws.String("cart"), Sort: types.SortOrderDesc}, prefix + "cart:6 " + prefix + "cart:5"},
		{"being deleted", ecs.ListTaskDefinitionsInput{Status: types.TaskDefinitionStatusDeleteInProgress}, prefix + "migrate:2 " + prefix + "web:42"},
		{"INACTIVE", ecs.ListTaskDefinitionsInput{FamilyPrefix: aws.String("migrate"), Status: types.TaskDefinitionStatusInactive}, prefix + "migrate:1"},
		// The whole name, whatever the parameter is called.
		{"part of a name", ecs.ListTaskDefinitionsInput{FamilyPrefix: aws.String("we")}, ""},
	}
	api := client(shop(t))
	for _, test := range tests {
		out, err := api.ListTaskDefinitions(t.Context(), &test.in)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := joined(out.TaskDefinitionArns); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestListTaskDefinitionFamilies(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.Change(func(a *ecstest.Account) {
		// As after DeleteTaskDefinitions of all that a family has.
		f := &a.Regions[home].Families[3]
		f.DeleteInProgress, f.Inactive = f.Inactive, nil
	})
	tests := []struct {
		prefix string
		status types.TaskDefinitionFamilyStatus
		want   string
	}{
		{"", types.TaskDefinitionFamilyStatusInactive, "image-resize"},
		{"i", types.TaskDefinitionFamilyStatusActive, "invoice-export"},
		{"i", types.TaskDefinitionFamilyStatusAll, "image-resize invoice-export"},
		{"i", "", "image-resize invoice-export"},
		{"x", "", ""},
	}
	api := client(server)
	for _, test := range tests {
		out, err := api.ListTaskDefinitionFamilies(t.Context(), &ecs.ListTaskDefinitionFamiliesInput{FamilyPrefix: &test.prefix, Status: test.status})
		if err != nil {
			t.Fatal(err)
		}
		if got := joined(out.Families); got != test.want {
			t.Errorf("prefix %q, status %q: got %q, want %q", test.prefix, test.status, got, test.want)
		}
	}
}
