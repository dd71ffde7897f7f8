package terraform_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
	"github.com/ecsgate/ecsgate/evaluator/manifest/terraform"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// readPlan reads the changes of a plan that is otherwise empty.
func readPlan(t *testing.T, changes string) evaluator.Change {
	t.Helper()
	change := terraform.ReadPlan(manifesttest.Parse(t, `{"format_version": "1.2", "resource_changes": [`+changes+`]}`), "plan.json")
	checkInvariants(t, change)
	return change
}

// told writes a change down, one operation or note a line.
func told(change evaluator.Change) []string {
	var lines []string
	for _, op := range change.Operations {
		line := fmt.Sprintf("%s %s", op.Action, op.Reference.Name())
		if op.Reference.Kind == reference.Unresolved {
			line = fmt.Sprintf("%s ?", op.Action)
		}
		if op.Releases != nil {
			line += fmt.Sprintf("%s %s", op.Releases.Kind, op.Releases.Name)
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	for _, note := range change.Notes {
		if note.Unseen {
			lines = append(lines, "unseen")
		}
	}
	for range change.Failures {
		lines = append(lines, "failure")
	}
	return lines
}

// What becomes of a task definition is a matter of the actions alone.
func TestActionsDecide(t *testing.T) {
	const web = `{"family": "web", "arn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:41"}`
	for actions, want := range map[string][]string{
		`"no-op"`:              nil,
		`"create"`:             {"RegisterTaskDefinition web"},
		`"read"`:               nil,
		`"update"`:             nil,
		`"delete"`:             {"DeregisterTaskDefinition web:41"},
		`"delete", "create"`:   {"DeregisterTaskDefinition web:41", "RegisterTaskDefinition web"},
		`"create", "delete"`:   {"DeregisterTaskDefinition web:41", "RegisterTaskDefinition web"},
		`"forget"`:             nil,
		`"create", "forget"`:   {"RegisterTaskDefinition web"},
		`"frobnicate"`:         {"unseen"},
		``:                     {"unseen"},
		`"delete", "whatever"`: {"unseen"},
	} {
		change := readPlan(t, `{"address": "aws_ecs_task_definition.web", "type": "aws_ecs_task_definition",
			"change": {"actions": [`+actions+`], "before": `+web+`, "after": `+web+`}}`)
		if got := told(change); !slices.Equal(got, want) {
			t.Errorf("[%s]: got %q, want %q", actions, got, want)
		}
	}
}

// The state decides whether a revision is kept, not the plan.
func TestSkipDestroy(t *testing.T) {
	const object = `{"family": "web", "arn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:41", "skip_destroy": %t}`
	for _, test := range []struct {
		before, after bool
		want          []string
		note          string
	}{
		{false, false, []string{"DeregisterTaskDefinition web:41", "RegisterTaskDefinition web"}, ""},
		{true, true, []string{"RegisterTaskDefinition web"}, ""},
		{true, false, []string{"RegisterTaskDefinition web"}, ""},
		{false, true, []string{"DeregisterTaskDefinition web:41", "RegisterTaskDefinition web"}, "does not help yet"},
	} {
		change := readPlan(t, fmt.Sprintf(`{"address": "aws_ecs_task_definition.web", "change": {"actions": ["create", "delete"],
			"before": `+object+`, "after": `+object+`}}`, test.before, test.after))
		if got := told(change); !slices.Equal(got, test.want) {
			t.Errorf("%t to %t: got %q, want %q", test.before, test.after, got, test.want)
		}
		if said := len(change.Notes) > 0 && strings.Contains(change.Notes[0].Message, test.note); said != (test.note != "") {
			t.Errorf("%t to %t: got %+v", test.before, test.after, change.Notes)
		}
	}
}

func TestReleases(t *testing.T) {
	const (
		task   = `"ecs_target": [{"task_definition_arn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:%d"}]`
		target = `{"rule": "nightly", "target_id": "web", ` + task + `}`
		queue  = `{"rule": "nightly", "target_id": "web", "ecs_target": []}`
	)
	one, two := fmt.Sprintf(target, 1), fmt.Sprintf(target, 2)
	for _, test := range []struct {
		name, actions, before, after string
		want                         []string
	}{
		{"deleted", `"delete"`, one, `null`, []string{"Release rule default/nightly/web"}},
		{"created", `"create"`, `null`, one, []string{"RunTask web:1"}},
		{"moved", `"update"`, one, two, []string{"Release rule default/nightly/web", "RunTask web:2"}},
		{"changed otherwise", `"update"`, one, one, []string{"RunTask web:1"}},
		{"turned to a queue", `"update"`, one, queue, []string{"Release rule default/nightly/web"}},
		{"turned to ECS", `"update"`, queue, two, []string{"RunTask web:2"}},
		{"no business of ECS", `"delete", "create"`, queue, queue, nil},
		{"replaced", `"delete", "create"`, one, two, []string{"Release rule default/nightly/web", "RunTask web:2"}},
		{"unchanged", `"no-op"`, one, one, nil},
		{"forgotten", `"forget"`, one, `null`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			change := readPlan(t, `{"address": "aws_cloudwatch_event_target.t", "change": {"actions": [`+test.actions+`],
				"before": `+test.before+`, "after": `+test.after+`}}`)
			if got := told(change); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFormatVersions(t *testing.T) {
	for version, want := range map[string]bool{
		`"format_version": "0.1",`: true, `"format_version": "0.2",`: true, `"format_version": "1.0",`: true,
		`"format_version": "1.9",`: true, ``: true, `"plan_format_version": "1.2",`: true,
		`"format_version": "2.0",`: false, `"format_version": "10.0",`: false, `"format_version": "",`: false,
		`"format_version": 1.2,`: false, `"plan_format_version": "2.0",`: false,
	} {
		root := manifesttest.Parse(t, `{`+version+`"resource_changes": []}`)
		change := terraform.ReadPlan(root, "plan.json")
		if got := len(change.Failures) == 0; got != want || !terraform.RecognisePlan(root) {
			t.Errorf("%s: got %t, want %t", version, got, want)
		}
	}
}

// Values that are marked as sensitive stand in clear text in the fixture.
func TestNothingSensitiveComesOut(t *testing.T) {
	const file, secret = plans + "sensitive.json", "s3cr3t"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), secret) {
		t.Fatal("the fixture has no secret")
	}
	change := readFile(t, file)
	said, err := json.Marshal(change)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(said), secret) {
		t.Errorf("%q came out: %s", secret, said)
	}
}

// Other files of Terraform's world, and of others, are no plans.
func TestRecognise(t *testing.T) {
	for text, want := range map[string]bool{
		`{"resource_changes": []}`:                                              true,
		`{"format_version": "1.0", "planned_values": {}}`:                       true,
		`{"format_version": "1.0", "values": {}, "terraform_version": "1.9.0"}`: false,
		`{"version": 4, "terraform_version": "1.9.0", "resources": []}`:         false,
		`{"format_version": "1.0", "provider_schemas": {}}`:                     false,
		`{"resource_changes": {}}`:                                              false,
		`[]`:                                                                    false,
	} {
		if got := terraform.RecognisePlan(manifesttest.Parse(t, text)); got != want {
			t.Errorf("plan %s: got %t, want %t", text, got, want)
		}
	}
	for text, want := range map[string]bool{
		`{"resource": {"aws_ecs_service": {"web": {}}}}`:            true,
		`{"resource": [{"aws_ecs_service": [{"web": [{}]}]}]}`:      true,
		`{"data": {"aws_caller_identity": {"me": {}}}}`:             true,
		`{"resource": {"google_sql_user": {"u": {}}}}`:              false,
		`{"resource": "aws_ecs_service"}`:                           false,
		`{"resource": {"aws_ecs_service": "web"}}`:                  false,
		`{"terraform": {"required_providers": {}}, "variable": {}}`: false,
	} {
		if got := terraform.RecogniseConfiguration(manifesttest.Parse(t, text)); got != want {
			t.Errorf("configuration %s: got %t, want %t", text, got, want)
		}
	}
}

func TestRecogniseHCL(t *testing.T) {
	const block = "\nresource \"aws_ecs_service\" \"web\" {\n}\n"
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"main.tf", "", true},
		{"main.tofu", block, true},
		{"-", block, true},
		{"service.hcl", block, true},
		{"-", "name = \"web\"\n", false},
		{"README.md", "```hcl" + block + "```", false},
		{"main.go", block, false},
		{"-", "# resource \"aws_ecs_service\" \"web\" {\n", false},
	} {
		if got := terraform.RecogniseHCL(test.name, []byte(test.text)); got != test.want {
			t.Errorf("%s %q: got %t, want %t", test.name, test.text, got, test.want)
		}
	}
}

// A literal is all that is taken from a configuration.
func TestConfigurationTakesLiterals(t *testing.T) {
	for expression, want := range map[string]reference.Reference{
		`"web:41"`:   {Kind: reference.Revision, Raw: "web:41", Family: "web", Revision: 41},
		`("web")`:    {Kind: reference.Family, Raw: "web", Family: "web"},
		`"${"web"}"`: {Kind: reference.Family, Raw: "web", Family: "web"},
		`null`:       {Kind: reference.Absent},
		`""`:         {Kind: reference.Absent},
		`"web:*"`:    reference.Parse("web:*"),
	} {
		change := readService(expression)
		if got := change.Operations[0].Reference; got != want {
			t.Errorf("%s: got %+v, want %+v", expression, got, want)
		}
	}
	for _, expression := range []string{
		`var.task`, `local.task`, `"web:${var.revision}"`, `aws_ecs_task_definition.web.arn`, `join(":", ["web", 41])`,
		`true ? "web:41" : "web:42"`, `"${aws_ecs_task_definition.web.family}"`, `["web:41"]`, `{ a = "web:41" }`,
		`[for t in ["web:41"] : t][0]`, `"%{ if true }web:41%{ endif }"`, `"a" == "b"`, `module.web.arn`, `data.x.y.z`,
		`each.value`, `try("web:41", null)`, `1 + 1`, `-x`,
	} {
		change := readService(expression)
		if len(change.Operations) != 1 {
			t.Errorf("%s: got %+v", expression, change)
			continue
		}
		ref := change.Operations[0].Reference
		if ref.Kind != reference.Unresolved && ref.Kind != reference.Invalid || !strings.Contains(ref.Reason, "give the plan") && !strings.Contains(ref.Reason, "no text") {
			t.Errorf("%s: got %+v", expression, ref)
		}
	}
}

func readService(taskDefinition string) evaluator.Change {
	return terraform.ReadHCL([]byte("resource \"aws_ecs_service\" \"web\" {\n  name = \"web\"\n  task_definition = "+taskDefinition+"\n}\n"), "main.tf", nil)
}

func TestBrokenHCL(t *testing.T) {
	for text, want := range map[string]string{
		"resource \"aws_ecs_service\" \"web\" {\n  name = \n}\n": "main.tf:2:10: ",
		"resource \"aws_ecs_service\" \"web\" {\n":               "main.tf:1:34: ",
		"a = \"x":                              "main.tf:1:",
		"\xff\xfe\x00":                         "main.tf",
		strings.Repeat("[", 9):                 "main.tf:1:1: ",
		"a = " + strings.Repeat("(", 10_000):   "main.tf:1:",
		"a = " + strings.Repeat("(", 100_000):  "main.tf:1:",
		"a = " + strings.Repeat("!", 100_000):  "main.tf:1:",
		"a = " + strings.Repeat("a?", 100_000): "main.tf:1:",
	} {
		change := terraform.ReadHCL([]byte(text), "main.tf", nil)
		if len(change.Failures) != 1 || len(change.Operations) != 0 || !strings.HasPrefix(change.Failures[0].String(), want) {
			t.Errorf("%.40q: got %+v, want one failure at %s", text, change.Failures, want)
		}
	}
}
