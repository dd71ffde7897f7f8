package reference_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func TestParseARN(t *testing.T) {
	for raw, want := range map[string]reference.ARN{
		"arn:aws:ecs:eu-west-1:123456789012:cluster/prod":         {Partition: "aws", Service: "ecs", Region: "eu-west-1", Account: "123456789012", Resource: "cluster/prod"},
		"arn:aws-cn:ecs:cn-north-1:123456789012:service/prod/web": {Partition: "aws-cn", Service: "ecs", Region: "cn-north-1", Account: "123456789012", Resource: "service/prod/web"},
		"arn:aws:states:::ecs:runTask.sync":                       {Partition: "aws", Service: "states", Resource: "ecs:runTask.sync"},
		"arn:aws:iam::aws:policy/ReadOnlyAccess":                  {Partition: "aws", Service: "iam", Account: "aws", Resource: "policy/ReadOnlyAccess"},
	} {
		if got, ok := reference.ParseARN(raw); !ok || got != want {
			t.Errorf("%s: got %+v, %t, want %+v", raw, got, ok, want)
		}
	}
}

func TestParseARNRefuses(t *testing.T) {
	for _, raw := range []string{
		"", "prod", "arn", "arn:aws:ecs:eu-west-1:123456789012", "arn:aws:ecs:eu-west-1:123456789012:",
		"ARN:aws:ecs:eu-west-1:123456789012:cluster/prod", "urn:aws:ecs:eu-west-1:123456789012:cluster/prod",
		"arn::ecs:eu-west-1:123456789012:cluster/prod", "arn:aws::eu-west-1:123456789012:cluster/prod",
		"arn:aws:ecs:*:123456789012:cluster/prod", "arn:aws:ecs:eu-west-1:${AccountId}:cluster/prod",
		"arn:aws:ecs:eu-west-1:12345678901:cluster/prod", "arn:${P}:ecs:eu-west-1:123456789012:cluster/prod",
	} {
		if got, ok := reference.ParseARN(raw); ok || got != (reference.ARN{}) {
			t.Errorf("%s: got %+v, %t, want none", raw, got, ok)
		}
	}
}

func TestPartitionOf(t *testing.T) {
	for region, want := range map[string]string{
		"eu-west-1": "aws", "us-east-1": "aws", "mx-central-1": "aws", "": "aws",
		"cn-north-1": "aws-cn", "us-gov-west-1": "aws-us-gov",
		"us-iso-east-1": "aws-iso", "us-isob-east-1": "aws-iso-b", "eu-isoe-west-1": "aws-iso-e", "us-isof-south-1": "aws-iso-f",
		"eusc-de-east-1": "aws-eusc",
	} {
		if got := reference.PartitionOf(region); got != want {
			t.Errorf("%s: got %s, want %s", region, got, want)
		}
	}
}
