package manifest_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

func TestKnownKindsAreNamed(t *testing.T) {
	tests := []struct{ want, data string }{
		{"a Terraform state", `{"format_version": "1.0", "terraform_version": "1.11.4", "values": {}}`},
		{"a Terraform state", `{"version": 4, "terraform_version": "1.11.4", "lineage": "x", "resources": []}`},
		{"the description of a service", `{"services": [{"serviceArn": "a"}], "failures": []}`},
		{"the description of a service", `{"services": [], "failures": [{"reason": "MISSING"}]}`},
		{"the description of a service", `{"service": {"serviceName": "web", "taskDefinition": "web:1"}}`},
		{"the description of a service", `{"serviceArn": "a", "clusterArn": "c", "serviceName": "web", "taskDefinition": "web:1"}`},
		{"the description of a task definition", `{"taskDefinition": {"family": "web", "containerDefinitions": []}}`},
		{"the description of a task definition", `{"taskDefinitions": [{"taskDefinitionArn": "a"}], "failures": []}`},
		{"the description of tasks or clusters", `{"tasks": [{"taskArn": "a"}]}`},
		{"the description of tasks or clusters", `{"clusters": [], "failures": []}`},
		{"the description of tasks or clusters", `{"taskSet": {"taskSetArn": "a"}}`},
		{"--proposals", `{"taskDefinitionArns": []}`},
		{"a list of ARNs", `{"serviceArns": []}`},
		{"a Dockerrun file of Elastic Beanstalk", `{"AWSEBDockerrunVersion": 2, "containerDefinitions": [{"name": "web"}]}`},
	}
	for _, test := range tests {
		t.Run(test.data, func(t *testing.T) {
			change := read("a.json", test.data, manifest.Options{})
			if len(change.Operations) != 0 || len(change.Failures) != 1 || !strings.Contains(change.Failures[0].Message, test.want) {
				t.Errorf("got %+v, want one failure with %q", change, test.want)
			}
		})
	}
}

// Files that share a name or two with what is known must not pass for it.
func TestOtherFilesAreNotKnown(t *testing.T) {
	tests := []struct{ name, data string }{
		{"docker compose", "services:\n  web:\n    image: web\n"},
		{"kubeconfig", "apiVersion: v1\nclusters:\n  - name: prod\n    cluster: {server: x}\n"},
		{"Travis", "language: go\nservices:\n  - docker\n"},
		{"editor tasks", `{"version": "2.0.0", "tasks": [{"label": "build"}]}`},
		{"Kubernetes", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"},
		{"IAM policy", `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:RunTask", "Resource": "*"}]}`},
		{"tags of another tool", "cluster: prod\ntags: [a]\n"},
		{"configuration of a script", "cluster: prod\nservice: web\nregion: eu-west-1\n"},
		{"one name", `{"service": "web"}`},
		{"text", "just a line\n"},
		{"list", `["web:1", "web:2"]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := manifest.File{Name: "a.yaml", Data: []byte(test.data), Walked: true}
			if change := manifest.Read(file, manifest.Options{}); outcome(change) != "" {
				t.Errorf("in a walk: got %+v, want nothing", change)
			}
			change := read("a.yaml", test.data, manifest.Options{})
			if len(change.Failures) != 1 || !strings.HasPrefix(change.Failures[0].Message, "not a manifest that this version reads") {
				t.Errorf("as an argument: got %+v, want one failure", change)
			}
		})
	}
}
