package terraform_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
	"github.com/ecsgate/ecsgate/evaluator/manifest/terraform"
)

// BenchmarkReadPlan reads a plan of 1 MB in which every service of a module moves
// to the revision that another module registers. Parsing is not counted.
func BenchmarkReadPlan(b *testing.B) {
	text := largePlan(1 << 20)
	root := manifesttest.Parse(b, text)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		change := terraform.ReadPlan(root, "plan.json")
		if n := len(change.Operations); n < 1000 || change.Operations[n-1].Reference.Family == "" {
			b.Fatalf("got %d operations", n)
		}
	}
}

func largePlan(size int) string {
	var changes, resources []string
	for i, length := 0, 0; length < size; i++ {
		at := fmt.Sprintf(`"arn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web-%d:41"`, i)
		changes = append(changes,
			fmt.Sprintf(`{"address": "module.task[%[1]d].aws_ecs_task_definition.this", "module_address": "module.task[%[1]d]",
				"mode": "managed", "type": "aws_ecs_task_definition", "name": "this", "change": {"actions": ["create", "delete"],
				"before": {"family": "web-%[1]d", %[2]s, "container_definitions": "%[3]s"},
				"after": {"family": "web-%[1]d", "container_definitions": "%[3]s"}, "after_unknown": {"arn": true}}}`, i, at, strings.Repeat("x", 300)),
			fmt.Sprintf(`{"address": "aws_ecs_service.web_%[1]d", "mode": "managed", "type": "aws_ecs_service", "name": "web_%[1]d",
				"change": {"actions": ["update"],
				"before": {"name": "web-%[1]d", "cluster": "prod", "task_definition": "web-%[1]d:41", "desired_count": 2},
				"after": {"name": "web-%[1]d", "cluster": "prod", "desired_count": 2}, "after_unknown": {"task_definition": true}}}`, i))
		resources = append(resources, fmt.Sprintf(`{"address": "aws_ecs_service.web_%[1]d",
			"expressions": {"task_definition": {"references": ["module.task[%[1]d].arn", "module.task[%[1]d]"]}}}`, i))
		length += len(changes[2*i]) + len(changes[2*i+1]) + len(resources[i])
	}
	return `{"format_version": "1.2", "resource_changes": [` + strings.Join(changes, ",") + `],
		"configuration": {"root_module": {"resources": [` + strings.Join(resources, ",") + `],
		"module_calls": {"task": {"module": {"outputs": {"arn": {"expression": {"references": ["aws_ecs_task_definition.this.arn"]}}},
		"resources": [{"address": "aws_ecs_task_definition.this", "expressions": {}}]}}}}}}`
}

// BenchmarkReadHCL reads a configuration of 100 KB, which is large for one file.
// Parsing is most of it.
func BenchmarkReadHCL(b *testing.B) {
	var text strings.Builder
	for i := 0; text.Len() < 100<<10; i++ {
		fmt.Fprintf(&text, `resource "aws_ecs_service" "web_%[1]d" {
  name            = "web-%[1]d"
  cluster         = aws_ecs_cluster.prod.id
  task_definition = aws_ecs_task_definition.web_%[1]d.arn
  desired_count   = var.stage == "prod" ? 3 : 1
}

resource "aws_s3_bucket" "bucket_%[1]d" {
  bucket = "bucket-%[1]d"
}
`, i)
	}
	data := []byte(text.String())
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if change := terraform.ReadHCL(data, "main.tf", nil); len(change.Operations) < 300 {
			b.Fatalf("got %d operations", len(change.Operations))
		}
	}
}
