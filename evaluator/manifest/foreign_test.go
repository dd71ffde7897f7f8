package manifest_test

import (
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// TestForeign: what somebody else's code does with a task definition, or a command
// with ECS, nobody has looked at; what concerns neither is passed over without a word.
func TestForeign(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what, file, text string
		unseen           bool
	}{
		{"a custom resource", "a.yaml", "Resources:\n  A: {Type: 'Custom::Deployer', Properties: {TaskDefinition: 'web:41'}}\n", true},
		{"one of another name", "a.yaml", "Resources:\n  A: {Type: 'AWS::CloudFormation::CustomResource', Properties: {TaskDefinitionArn: 'web:41'}}\n", true},
		{"one of somebody's", "a.yaml", "Resources:\n  A: {Type: 'Acme::Deploy::Service', Properties: {taskDefinition: 'web:41'}}\n", true},
		{"one without", "a.yaml", "Resources:\n  A: {Type: 'Custom::Bucket', Properties: {Name: 'web'}}\n", false},
		{"a command", "a.tf", "resource \"null_resource\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"aws ecs update-service --service web\"\n  }\n}\n", true},
		{"a command in JSON", "a.tf.json", `{"resource": {"aws_sqs_queue": {"a": {"provisioner": [{"local-exec": {"command": "aws ecs run-task --task-definition web"}}]}}}}`, true},
		{"a command on a bucket", "a.tf", "resource \"aws_s3_bucket\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"deploy ${aws_ecs_task_definition.web.arn}\"\n  }\n}\n", true},
		{"another command", "a.tf", "resource \"null_resource\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"aws s3 ls\"\n  }\n}\n", false},
		{"another provider", "a.tf", "resource \"acme_deploy\" \"a\" {\n  task_definition = \"web:41\"\n}\n", true},
		{"another provider, else", "a.tf", "resource \"acme_deploy\" \"a\" {\n  name = \"web\"\n}\n", false},
		{"another provider, planned", "a.json", `{"format_version": "1.2", "resource_changes": [{"address": "acme_deploy.a", "mode": "managed", "type": "acme_deploy", "name": "a",
			"change": {"actions": ["create"], "before": null, "after": {"task_definition_arn": "web:41"}, "after_unknown": {}}}]}`, true},
		{"another provider, unknown", "a.json", `{"format_version": "1.2", "resource_changes": [{"address": "acme_deploy.a", "mode": "managed", "type": "acme_deploy", "name": "a",
			"change": {"actions": ["update"], "before": {}, "after": {}, "after_unknown": {"task_definition": true}}}]}`, true},
		{"another provider, kept", "a.json", `{"format_version": "1.2", "resource_changes": [{"address": "acme_deploy.a", "mode": "managed", "type": "acme_deploy", "name": "a",
			"change": {"actions": ["no-op"], "before": {"task_definition": "web:41"}, "after": {"task_definition": "web:41"}, "after_unknown": {}}}]}`, false},
	} {
		change := manifest.Read(manifest.File{Name: c.file, Data: []byte(c.text), Walked: true}, manifest.Options{})
		unseen := slices.ContainsFunc(change.Notes, func(n evaluator.Note) bool { return n.Unseen })
		if unseen != c.unseen || len(change.Failures)+len(change.Operations) > 0 {
			t.Errorf("%s: got %+v, want that it was not looked at: %t", c.what, change, c.unseen)
		}
	}
}
