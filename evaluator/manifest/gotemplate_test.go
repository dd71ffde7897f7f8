package manifest_test

import (
	"fmt"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// A reference in an ecschedule configuration shows what a template comes to.
func TestGoTemplates(t *testing.T) {
	env := map[string]string{"FAMILY": "web", "EMPTY": ""}
	for _, test := range []struct {
		template, raw string
		kind          reference.Kind
		maybe         bool
	}{
		{"{{ env `FAMILY` `api` }}:3", "web:3", reference.Revision, false},
		{"{{env `NONE` `api`}}:3", "api:3", reference.Revision, true},
		{"{{- env `NONE` `FAMILY` `api` -}}", "web", reference.Family, false},
		{"{{ env `EMPTY` `api` }}", "api", reference.Family, true},
		{"{{ env `NONE` `api` | json_escape }}", "api", reference.Family, true},
		{"{{ must_env `FAMILY` }}", "web", reference.Family, false},
		{"{{ must_env `FAMILY` }}:{{ env `REVISION` `7` }}", "web:7", reference.Revision, true},
		{"{{ must_env `NONE` }}", "{{ must_env `NONE` }}", reference.Unresolved, false},
		{"{{ env `NONE` }}", "{{ env `NONE` }}", reference.Unresolved, false},
		{"{{ env .Name `api` }}", "{{ env .Name `api` }}", reference.Unresolved, false},
		{"{{ env `NONE` `api` | upper }}", "{{ env `NONE` `api` | upper }}", reference.Unresolved, false},
		{"{{ tfstate `aws_ecs_task_definition.web.arn` }}", "{{ tfstate `aws_ecs_task_definition.web.arn` }}", reference.Unresolved, false},
		{"{{}}", "{{}}", reference.Unresolved, false},
		{"{{ env", "{{ env", reference.Unresolved, false},
	} {
		t.Run(test.template, func(t *testing.T) {
			data := fmt.Sprintf("cluster: batch\nrules:\n- name: job\n  taskDefinition: '%s'\n", test.template)
			change := manifest.Read(manifest.File{Name: "ecschedule.yaml", Data: []byte(data)}, manifest.Options{Env: env})
			if len(change.Operations) != 1 {
				t.Fatalf("got %+v, want one operation", change)
			}
			op := change.Operations[0]
			if op.Reference.Raw != test.raw || op.Reference.Kind != test.kind || op.Maybe != test.maybe {
				t.Errorf("got %+v, maybe %t, want %+v", op.Reference, op.Maybe, test)
			}
			if said := len(change.Notes) > 0; said != test.maybe {
				t.Errorf("notes are %+v", change.Notes)
			}
		})
	}
}
