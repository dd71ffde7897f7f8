package evaluator_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
)

func TestClusterClaim(t *testing.T) {
	tests := []struct {
		name, value string
		want        evaluator.Scope
	}{
		{"name", "prod", evaluator.Scope{Cluster: "prod"}},
		{"ARN", "arn:aws:ecs:eu-west-1:123456789012:cluster/prod",
			evaluator.Scope{Partition: "aws", Account: "123456789012", Region: "eu-west-1", Cluster: "prod"}},
		{"other partition", "arn:aws-cn:ecs:cn-north-1:123456789012:cluster/prod",
			evaluator.Scope{Partition: "aws-cn", Account: "123456789012", Region: "cn-north-1", Cluster: "prod"}},
		{"ARN of a service", "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
			evaluator.Scope{Cluster: "arn:aws:ecs:eu-west-1:123456789012:service/prod/web"}},
		{"ARN of another service's cluster", "arn:aws:rds:eu-west-1:123456789012:cluster/prod",
			evaluator.Scope{Cluster: "arn:aws:rds:eu-west-1:123456789012:cluster/prod"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := evaluator.ClusterClaim("cluster", test.value)
			if want := (evaluator.Claim{Field: "cluster", Scope: test.want}); got != want {
				t.Errorf("ClusterClaim(%q) = %+v, want %+v", test.value, got, want)
			}
		})
	}
}

func TestServiceClaim(t *testing.T) {
	tests := []struct {
		name, value string
		want        evaluator.Scope
	}{
		{"name", "web", evaluator.Scope{Service: "web"}},
		{"long ARN", "arn:aws:ecs:eu-west-1:123456789012:service/prod/web",
			evaluator.Scope{Partition: "aws", Account: "123456789012", Region: "eu-west-1", Cluster: "prod", Service: "web"}},
		{"short ARN", "arn:aws:ecs:eu-west-1:123456789012:service/web",
			evaluator.Scope{Partition: "aws", Account: "123456789012", Region: "eu-west-1", Service: "web"}},
		{"ARN of a cluster", "arn:aws:ecs:eu-west-1:123456789012:cluster/prod",
			evaluator.Scope{Service: "arn:aws:ecs:eu-west-1:123456789012:cluster/prod"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := evaluator.ServiceClaim("service", test.value)
			if want := (evaluator.Claim{Field: "service", Scope: test.want}); got != want {
				t.Errorf("ServiceClaim(%q) = %+v, want %+v", test.value, got, want)
			}
		})
	}
}
