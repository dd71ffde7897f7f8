package terraform_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/terraform"
)

// FuzzReadPlan: any document gives a change, without a panic; what is in it holds
// together, and nothing of a plan's ECS resources is dropped.
func FuzzReadPlan(f *testing.F) {
	for _, file := range fixtureFiles(f) {
		if filepath.Ext(file) != ".json" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	// Modules and data sources that refer to one another in circles.
	f.Add([]byte(circle))
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, err := document.Read(data)
		if err != nil {
			return
		}
		for _, d := range documents {
			if terraform.RecogniseConfiguration(d.Root) {
				checkInvariants(t, terraform.ReadConfiguration(d.Root, "main.tf.json", nil))
			}
			if !terraform.RecognisePlan(d.Root) {
				continue
			}
			change := terraform.ReadPlan(d.Root, "plan.json")
			checkInvariants(t, change)
			checkNothingDropped(t, d.Root, len(change.Operations)+len(change.Notes)+len(change.Failures))
		}
	})
}

// checkNothingDropped: a plan that replaces a task definition, or creates a
// service, says something.
func checkNothingDropped(t *testing.T, root *document.Node, said int) {
	t.Helper()
	changes := root.Get("resource_changes")
	if changes == nil {
		return
	}
	for _, c := range changes.Items {
		typ, change := c.Get("type").Str(), c.Get("change")
		if typ != "aws_ecs_service" && typ != "aws_ecs_task_definition" || c.Get("mode").Str() == "data" {
			continue
		}
		actions := change.Get("actions")
		if actions == nil || actions.Kind != document.Sequence || len(actions.Items) == 0 || actions.Items[0].Str() != "create" {
			continue
		}
		if said == 0 {
			t.Errorf("%s is created, and nothing was said", c.Get("address").Str())
		}
	}
}

const circle = `{"format_version": "1.2", "resource_changes": [
  {"address": "module.a.aws_ecs_service.s", "change": {"actions": ["create"], "after": {"name": "s"}, "after_unknown": {"task_definition": true, "cluster": true}}},
  {"address": "data.aws_ecs_task_definition.x", "change": {"actions": ["read"], "after": {}, "after_unknown": {"task_definition": true, "arn": true}}},
  {"address": "aws_ecs_service.d", "change": {"actions": ["create"], "after": {"name": "d"}, "after_unknown": {"task_definition": true}}}
], "configuration": {"root_module": {
  "resources": [
    {"address": "data.aws_ecs_task_definition.x", "expressions": {"task_definition": {"references": ["data.aws_ecs_task_definition.x.arn"]}}},
    {"address": "aws_ecs_service.d", "expressions": {"task_definition": {"references": ["data.aws_ecs_task_definition.x.arn", "module.a.out"]}}}],
  "module_calls": {"a": {"expressions": {"v": {"references": ["module.a.out", "module.a.out"]}}, "module": {
    "outputs": {"out": {"expression": {"references": ["var.v", "var.v"]}}},
    "resources": [{"address": "aws_ecs_service.s", "expressions": {"task_definition": {"references": ["var.v"]}, "cluster": {"references": ["var.v"]}}}]}}}}}}`

// FuzzReadHCL: any text gives operations or one failure, without a panic.
func FuzzReadHCL(f *testing.F) {
	for _, file := range fixtureFiles(f) {
		if filepath.Ext(file) != ".tf" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("a = 1e999999999\nresource \"aws_ecs_service\" \"x\" {\n  name = -1e999\n}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		open := func(string) ([]byte, error) { return data, nil }
		change := terraform.ReadHCL(data, "main.tf", open)
		checkInvariants(t, change)
		if len(change.Failures) > 1 || len(change.Failures) == 1 && len(change.Operations) > 0 {
			t.Errorf("got %d failures and %d operations", len(change.Failures), len(change.Operations))
		}
		if len(change.Operations) > 0 && !bytes.Contains(data, []byte("aws_")) {
			t.Errorf("got %+v out of nothing", change.Operations)
		}
	})
}
