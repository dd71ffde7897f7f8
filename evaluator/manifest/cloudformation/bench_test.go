package cloudformation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
)

// BenchmarkRead reads a template of 1 MB, the largest that CloudFormation
// takes, with one service and one task definition per 2 KB. Parsing is not
// counted.
func BenchmarkRead(b *testing.B) {
	root := manifesttest.Parse(b, largeTemplate(1<<20))
	b.ReportAllocs()
	for b.Loop() {
		if change := cloudformation.Read(root, "large.yaml", nil, nil); len(change.Operations) < 1000 {
			b.Fatalf("got %d operations", len(change.Operations))
		}
	}
}

func largeTemplate(size int) string {
	var b strings.Builder
	b.WriteString("Parameters:\n  Stage: {Type: String, Default: dev}\n" +
		"Conditions:\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n")
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `  TaskDef%[1]d:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub "${Stage}-web-%[1]d"
      ContainerDefinitions:
        - Name: web
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/web:%[1]d
          Environment:
%[2]s  Service%[1]d:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !ImportValue shop-Cluster
      ServiceName: !Join ["-", [!Ref Stage, web, "%[1]d"]]
      TaskDefinition: !If [IsProd, "web:41", !Ref TaskDef%[1]d]
      DesiredCount: !If [IsProd, 3, 1]
`, i, strings.Repeat("            - {Name: STAGE, Value: !Ref Stage}\n", 30))
	}
	return b.String()
}
