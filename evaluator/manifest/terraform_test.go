package manifest_test

import (
	"os"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// What looks like a plan and is none is refused aloud.
func TestTerraformIsRefused(t *testing.T) {
	const message = `{"@level":"info","@message":"Plan: 1 to add","@module":"terraform.ui","type":"change_summary"}`
	for _, test := range []struct{ name, data, want string }{
		{"tfplan", "PK\x03\x04\x14\x00\x08\x00\x08\x00\x00\x00\x00\x00tfplan\x00\x01", "a binary Terraform plan"},
		{"plan.json", message + "\n" + message + "\n", `messages of "terraform plan -json"`},
		{"plan.json", message, `messages of "terraform plan -json"`},
		{"plan.json", `{"format_version": "2.0", "resource_changes": []}`, `format version of this Terraform plan is "2.0"`},
		{"plan.json", `{"format_version": "1.0", "planned_values": {}, "infracost_resource_changes": []}`, "Infracost"},
		{"state.json", `{"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {}}}`, "terraform show -json"},
		{"terraform.tfstate", `{"version": 4, "terraform_version": "1.11.4", "lineage": "x", "resources": [{"type": "aws_ecs_service"}]}`, "terraform show -json"},
		{"main.tf", "resource \"aws_ecs_service\" \"web\" {\n  name = \n}\n", "no valid HCL"},
	} {
		change := read(test.name, test.data, manifest.Options{})
		if len(change.Operations) != 0 || len(change.Failures) != 1 || !strings.Contains(change.Failures[0].Message, test.want) {
			t.Errorf("%s %.60q: got %+v, want one failure with %q", test.name, test.data, change, test.want)
		}
	}
}

// Other archives, and files of a walk in which nothing could cause an operation,
// are nobody's business.
func TestTerraformIsNotTaken(t *testing.T) {
	for name, data := range map[string]string{
		"lambda.zip": "PK\x03\x04\x14\x00index.js",
		"broken.tf":  "resource \"aws_s3_bucket\" \"b\" {\n",
		"empty.tf":   "",
	} {
		file := manifest.File{Name: name, Data: []byte(data), Walked: true}
		for _, failure := range manifest.Read(file, manifest.Options{AnyFiles: true}).Failures {
			if strings.Contains(failure.Message, "Terraform") || strings.Contains(failure.Message, "HCL") {
				t.Errorf("%s: got %+v", name, failure)
			}
		}
	}
}

// A definition that stands in another file is read from there, and from nowhere
// outside the tree.
func TestTerraformReadsTheDefinition(t *testing.T) {
	const folder = fixtures + "terraform-hcl/"
	data, err := os.ReadFile(folder + "state_machine.tf")
	if err != nil {
		t.Fatal(err)
	}
	var opened []string
	open := func(name string) ([]byte, error) {
		opened = append(opened, name)
		return os.ReadFile(folder + strings.TrimPrefix(name, "infra/"))
	}
	change := manifest.Read(manifest.File{Name: "infra/state_machine.tf", Data: data}, manifest.Options{Open: open})
	found := false
	for _, op := range change.Operations {
		found = found || op.Stored != nil && op.Stored.Name == "template/Run"
	}
	if !found || opened[0] != "infra/run.asl.json" {
		t.Errorf("opened %q, got %d operations", opened, len(change.Operations))
	}
}
