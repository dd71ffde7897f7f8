package document_test

import (
	"fmt"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

const manifestJSON = `{
  "cluster": "prod",
  "service": "web",
  "taskDefinition": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:41",
  "desiredCount": 3,
  "forceNewDeployment": true,
  "deploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100},
  "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1", "subnet-2"], "assignPublicIp": "DISABLED"}}
}
`

const manifestYAML = `cluster: prod
service: web
taskDefinition: arn:aws:ecs:eu-west-1:123456789012:task-definition/web:41
desiredCount: 3
forceNewDeployment: true
deploymentConfiguration:
  maximumPercent: 200
  minimumHealthyPercent: 100
networkConfiguration:
  awsvpcConfiguration:
    subnets: [subnet-1, subnet-2]
    assignPublicIp: DISABLED
`

// templateOf repeats a resource until the template has a megabyte.
func templateOf(head, resource, end string) []byte {
	var text strings.Builder
	text.WriteString(head)
	for i := 0; text.Len() < 1<<20; i++ {
		fmt.Fprintf(&text, resource, i, i)
	}
	text.WriteString(end)
	return []byte(text.String())
}

func templateJSON() []byte {
	return templateOf("{\n  \"Resources\": {\n", `    "Service%d": {
      "Type": "AWS::ECS::Service",
      "DependsOn": ["Listener", "Role"],
      "Properties": {
        "Cluster": {"Ref": "Cluster"},
        "TaskDefinition": {"Fn::Sub": "${AWS::StackName}-web:%d"},
        "DesiredCount": 2,
        "EnableExecuteCommand": true,
        "LoadBalancers": [{"ContainerName": "web", "ContainerPort": 8080, "TargetGroupArn": {"Ref": "TargetGroup"}}]
      }
    },
`, "    \"End\": {}\n  }\n}\n")
}

func templateYAML() []byte {
	return templateOf("Resources:\n", `  Service%d:
    Type: AWS::ECS::Service
    DependsOn: [Listener, Role]
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Sub ${AWS::StackName}-web:%d
      DesiredCount: 2
      EnableExecuteCommand: true
      LoadBalancers:
        - ContainerName: web # the only one
          ContainerPort: 8080
          TargetGroupArn: !Ref TargetGroup
`, "")
}

func BenchmarkReadJSON(b *testing.B) {
	for name, data := range map[string][]byte{"template": templateJSON(), "manifest": []byte(manifestJSON)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := document.ReadJSON(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadYAML(b *testing.B) {
	for name, data := range map[string][]byte{"template": templateYAML(), "manifest": []byte(manifestYAML)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := document.ReadYAML(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkYAMLNode is the part of BenchmarkReadYAML that is yaml.v3's.
func BenchmarkYAMLNode(b *testing.B) {
	data := templateYAML()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var node yaml.Node
		if err := yaml.Unmarshal(data, &node); err != nil {
			b.Fatal(err)
		}
	}
}
