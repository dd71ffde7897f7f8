package cloudformation_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func TestRecognise(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"a type", `{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`, true},
		{"a version", `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}`, true},
		{"a transform", "Transform: AWS::Serverless-2016-10-31\nResources: {}\n", true},
		{"a loop", "Resources: {'Fn::ForEach::A': [a, [b], {}]}", true},
		{"an include", "Resources: {'Fn::Transform': {Name: 'AWS::Include'}}", true},
		{"an AppSpec", `{"version": 0.0, "Resources": [{"Service": {"Type": "AWS::ECS::Service"}}]}`, false},
		{"something else with resources", "Resources: {cpu: {Type: small}, memory: 2}", false},
		{"no resources", `{"AWSTemplateFormatVersion": "2010-09-09"}`, false},
		{"a list", "[a]", false},
		{"nothing", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := cloudformation.Recognise(manifesttest.Parse(t, tt.text)); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}

func TestParameters(t *testing.T) {
	names := cloudformation.Parameters(manifesttest.Parse(t, "Parameters: {B: {Type: String}, A: {Type: String}}"))
	if want := []string{"B", "A", "AWS::AccountId"}; !slices.Equal(names[:3], want) || !slices.Contains(names, "AWS::Region") {
		t.Errorf("got %q", names)
	}
}

// TestScopes reads what a service's Cluster and ServiceName say.
func TestScopes(t *testing.T) {
	const text = `
Parameters: {Name: {Type: String, Default: shop}, Empty: {Type: String, Default: ""}}
Resources:
  Named: {Type: "AWS::ECS::Cluster", Properties: {ClusterName: own}}
  Generated: {Type: "AWS::ECS::Cluster"}
  S: {Type: "AWS::ECS::Service", Properties: {ServiceName: web, TaskDefinition: web, Cluster: %s}}
`
	for _, tt := range []struct{ cluster, want string }{
		{`shop`, ".. shop"},
		{`arn:aws-cn:ecs:cn-north-1:123456789012:cluster/shop`, "aws-cn.123456789012.cn-north-1 shop"},
		{`!Sub "arn:aws:ecs:eu-west-1:${AWS::AccountId}:cluster/${Name}"`, "aws..eu-west-1 shop"},
		{`!Sub "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/shop"`, ".. shop"},
		{`!Ref Name`, ".. shop"},
		{`!Ref Named`, ".. own"},
		{`!GetAtt Named.Arn`, ".. own"},
		{`!Select [1, !Split [/, !GetAtt Named.Arn]]`, ".. own"},
		{`!Ref Generated`, "? created by this template (Generated)"},
		{`!Ref Empty`, "? !Ref Empty: the parameter's default is empty"},
		{`!Sub "shop-${AWS::Region}"`, "? !Sub shop-${AWS::Region}: AWS::Region has no value; pass --param AWS::Region=VALUE"},
		{`!Sub "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:shop"`,
			"? !Sub arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:shop: AWS::Region has no value; pass --param AWS::Region=VALUE"},
		{`"${Name}"`, "? ${Name}: not a name"},
		{`[shop]`, "? [shop]: it is no text"},
	} {
		t.Run(tt.cluster, func(t *testing.T) {
			op := service(t, readText(t, fmt.Sprintf(text, tt.cluster), nil))
			got := ""
			for _, c := range op.Claims {
				if c.Field == "cluster" {
					got = c.Partition + "." + c.Account + "." + c.Region + " " + c.Cluster
				}
			}
			for _, g := range op.Gaps {
				got += "? " + g.Reason
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLoops(t *testing.T) {
	const text = `
Parameters: {Names: {Type: CommaDelimitedList, Default: "guess"}}
Resources:
  Fn::ForEach::Pairs:
    - Name
    - !Ref Names
    - TaskDef${Name}:
        Type: AWS::ECS::TaskDefinition
        Properties: {Family: !Ref Name}
      Service${Name}:
        Type: AWS::ECS::Service
        Properties: {ServiceName: "${Name}", TaskDefinition: !Ref "TaskDef${Name}"}
`
	change := readText(t, text, map[string]string{"Names": "web, api"})
	if got, want := services(change), []string{" api", " web", "api !Ref TaskDef${Name}", "web !Ref TaskDef${Name}"}; !slices.Equal(got, want) {
		t.Errorf("passed: got %q, want %q", got, want)
	}
	op := service(t, readText(t, text, nil))
	if op.Reference.Kind != reference.Produced || len(op.Gaps) != 1 || op.Path != "Resources.Service${Name}.Properties.TaskDefinition" {
		t.Errorf("not passed: got %+v", op)
	}
}

func TestEndOfSchedule(t *testing.T) {
	for _, tt := range []struct{ properties, want string }{
		{`ScheduleExpression: rate(1 day)`, "0001-01-01T00:00:00Z"},
		{`ScheduleExpression: rate(1 day), EndDate: "2027-01-01T00:00:00+01:00"`, "2027-01-01T00:00:00+01:00"},
		{`ScheduleExpression: "at(2026-12-24T18:00:00)"`, "2026-12-24T18:00:00Z"},
		{`ScheduleExpression: "at(2026-12-24T18:00:00)", ScheduleExpressionTimezone: Asia/Tokyo`, "2026-12-25T06:00:00Z"},
		{`ScheduleExpression: "at(tomorrow)"`, "0001-01-01T00:00:00Z"},
		{`ScheduleExpression: !Ref Nowhere, EndDate: !Ref Nowhere`, "0001-01-01T00:00:00Z"},
	} {
		t.Run(tt.properties, func(t *testing.T) {
			change := readText(t, `Resources: {S: {Type: "AWS::Scheduler::Schedule", Properties: {`+tt.properties+
				`, Target: {Arn: shop, EcsParameters: {TaskDefinitionArn: web}}}}}`, nil)
			if got := change.Operations[0].Stored.EndsAt.Format(time.RFC3339); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
