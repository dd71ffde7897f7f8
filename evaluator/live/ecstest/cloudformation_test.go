package ecstest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation/types"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

const (
	console    = "ECS-Console-V2-TaskDefinition-6b1f0c52-9d3e-4a77-8f21-c05e4d9a7b13"
	newsletter = "arn:aws:ecs:eu-west-1:123456789012:task-definition/newsletter:"
)

func TestDescribeStackResources(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   cloudformation.DescribeStackResourcesInput
		want string
	}{
		{"by the revision", cloudformation.DescribeStackResourcesInput{PhysicalResourceId: aws.String(newsletter + "1")}, ""},
		{"by name", cloudformation.DescribeStackResourcesInput{StackName: aws.String(console)}, ""},
		{"of no stack", cloudformation.DescribeStackResourcesInput{PhysicalResourceId: aws.String(newsletter + "2")}, "ValidationError: Stack for " + newsletter + "2 does not exist"},
		{"no name", cloudformation.DescribeStackResourcesInput{StackName: aws.String("x")}, "ValidationError: Stack with id x does not exist"},
	}
	api := cloudformation.NewFromConfig(configured(shop(t), home))
	for _, test := range tests {
		out, err := api.DescribeStackResources(t.Context(), &test.in)
		if got := said(err); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		if err != nil {
			continue
		}
		if len(out.StackResources) != 1 || *out.StackResources[0].StackName != console || *out.StackResources[0].PhysicalResourceId != newsletter+"1" {
			t.Errorf("%s: %v", test.name, out.StackResources)
		}
	}
}

func TestStacks(t *testing.T) {
	t.Parallel()
	server := shop(t)
	server.Change(func(a *ecstest.Account) {
		a.Regions[home].Stacks = append(a.Regions[home].Stacks, ecstest.Stack{Name: "gone", Status: "DELETE_COMPLETE"})
	})
	api := cloudformation.NewFromConfig(configured(server, home))
	described, err := api.DescribeStacks(t.Context(), &cloudformation.DescribeStacksInput{})
	if err != nil || len(described.Stacks) != 2 {
		t.Errorf("%v, %v: want all but the deleted one", described, err)
	}
	listed, err := api.ListStacks(t.Context(), &cloudformation.ListStacksInput{StackStatusFilter: []types.StackStatus{types.StackStatusDeleteComplete, types.StackStatusRollbackFailed}})
	if err != nil || len(listed.StackSummaries) != 1 || *listed.StackSummaries[0].StackName != "gone" {
		t.Errorf("%v, %v", listed, err)
	}
	_, err = api.DescribeStacks(t.Context(), &cloudformation.DescribeStacksInput{StackName: aws.String("gone")})
	if got, want := said(err), "ValidationError: Stack with id gone does not exist"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	byID, err := api.DescribeStacks(t.Context(), &cloudformation.DescribeStacksInput{StackName: listed.StackSummaries[0].StackId})
	if err != nil || byID.Stacks[0].StackStatus != types.StackStatusDeleteComplete {
		t.Errorf("%v, %v: a deleted stack has its id left", byID, err)
	}
}

func TestListStackResources(t *testing.T) {
	t.Parallel()
	server := shop(t)
	api := cloudformation.NewFromConfig(configured(server, home))
	out, err := api.ListStackResources(t.Context(), &cloudformation.ListStackResourcesInput{StackName: aws.String("shop")})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range out.StackResourceSummaries {
		got[*r.LogicalResourceId] = *r.ResourceType + " " + *r.PhysicalResourceId
	}
	if len(got) != 7 || got["CartTask"] != "AWS::ECS::TaskDefinition arn:aws:ecs:eu-west-1:123456789012:task-definition/cart:3" {
		t.Errorf("got %v", got)
	}
	_, err = api.ListStackResources(t.Context(), &cloudformation.ListStackResourcesInput{StackName: aws.String("x")})
	if got, want := said(err), "ValidationError: Stack with id x does not exist"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
