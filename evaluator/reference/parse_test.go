package reference_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const arn = "arn:aws:ecs:eu-west-1:123456789012:task-definition/"

func TestParseNames(t *testing.T) {
	long := strings.Repeat("f", 255)
	in := func(partition, region string, r reference.Reference) reference.Reference {
		r.Partition, r.Region, r.Account = partition, region, "123456789012"
		return r
	}
	family := reference.Reference{Kind: reference.Family, Family: "web"}
	revision := reference.Reference{Kind: reference.Revision, Family: "web", Revision: 41}
	for raw, want := range map[string]reference.Reference{
		"":                  {Kind: reference.Absent},
		"<TASK_DEFINITION>": {Kind: reference.Unresolved, Reason: `"<TASK_DEFINITION>" is a placeholder`},
		"web":               family,
		"web:41":            revision,
		"web:2147483647":    {Kind: reference.Revision, Family: "web", Revision: 2147483647},
		"12:30":             {Kind: reference.Revision, Family: "12", Revision: 30},
		"Web_App-2":         {Kind: reference.Family, Family: "Web_App-2"},
		long:                {Kind: reference.Family, Family: long},
		arn + "web":         in("aws", "eu-west-1", family),
		arn + "web:41":      in("aws", "eu-west-1", revision),
		"arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/web:41":        in("aws-cn", "cn-north-1", revision),
		"arn:aws-us-gov:ecs:us-gov-west-1:123456789012:task-definition/web:41": in("aws-us-gov", "us-gov-west-1", revision),
		"arn:aws-iso-b:ecs:us-isob-east-1:123456789012:task-definition/web:41": in("aws-iso-b", "us-isob-east-1", revision),
		"arn:aws-eusc:ecs:eusc-de-east-1:123456789012:task-definition/web":     in("aws-eusc", "eusc-de-east-1", family),
	} {
		want.Raw = raw
		if got := reference.Parse(raw); got != want {
			t.Errorf("%q: got %+v, want %+v", raw, got, want)
		}
	}
}

func TestParseUnresolved(t *testing.T) {
	for raw, want := range map[string]string{
		"<TASK_ARN>":        `"<TASK_ARN>" is a placeholder`,
		"<task_definition>": `"<task_definition>" is a placeholder`,
		"arn:aws:ecs:eu-west-1:<acct>:task-definition/web": `"<acct>" is a placeholder`,
		"${TaskDefinition}":             `"${TaskDefinition}" is a variable`,
		"web:${N}":                      `"${N}" is a variable`,
		"$TASK":                         `"$TASK" is a variable`,
		"web:$(cat revision)":           `"$(cat revision)" is the output of a command`,
		"${{ env.TASK }}":               `"${{ env.TASK }}" is an expression`,
		"{{resolve:ssm:/web/task}}":     `"{{resolve:ssm:/web/task}}" is a dynamic reference`,
		"web:{{ must_env `N` }}":        "\"{{ must_env `N` }}\" is a template expression",
		"{% $states.input.task %}":      `"{% $states.input.task %}" is an expression`,
		"{% if x %}web":                 `"{% if x %}" is an expression`,
		"{task}":                        `"{task}" is a placeholder`,
		"$.task":                        `"$.task" is a JSONPath`,
		"$$.Execution.Input.task":       `"$$.Execution.Input.task" is a JSONPath`,
		"$['task']":                     `"$['task']" is a JSONPath`,
		"%TASK_DEF%":                    `"%TASK_DEF%" is a variable`,
		"web:%N%":                       `"%N%" is a variable`,
		"my web":                        `"my web" holds white space`,
		"web:41\n":                      `"web:41\n" holds white space`,
		"${A}:*":                        `"${A}" is a variable`,
		"${" + strings.Repeat("a", 200): `"${` + strings.Repeat("a", 98) + `"… is a variable`,
		"${never closed":                `"${never closed" is a variable`,
	} {
		want := reference.Reference{Kind: reference.Unresolved, Raw: raw, Reason: want}
		if got := reference.Parse(raw); got != want {
			t.Errorf("%q: got %+v, want %+v", raw, got, want)
		}
	}
}

func TestParseInvalid(t *testing.T) {
	const (
		notFamily   = ": expected 1 to 255 letters, digits, hyphens or underscores"
		notRevision = ": expected a number from 1 to 2147483647 without leading zeros"
		notARN      = " is not the ARN of a task definition: expected arn:PARTITION:ecs:REGION:ACCOUNT:task-definition/FAMILY[:REVISION]"
		wildcard    = " holds a wildcard: only IAM policies know these, a request names one task definition"
	)
	long := strings.Repeat("f", 256)
	for raw, want := range map[string]string{
		"web:latest":      `revision "latest"` + notRevision,
		"web:":            `revision ""` + notRevision,
		"web:0":           `revision "0"` + notRevision,
		"web:041":         `revision "041"` + notRevision,
		"web:+1":          `revision "+1"` + notRevision,
		"web:-1":          `revision "-1"` + notRevision,
		"web:1_0":         `revision "1_0"` + notRevision,
		"web:2147483648":  `revision "2147483648"` + notRevision,
		"web:99999999999": `revision "99999999999"` + notRevision,
		"web:41:1":        `revision "41:1"` + notRevision,
		arn + "web:0":     `revision "0"` + notRevision,
		":41":             `family ""` + notFamily,
		"wéb":             `family "wéb"` + notFamily,
		"web.json":        `family "web.json"` + notFamily,
		"100%:41":         `family "100%"` + notFamily,
		arn:               `family ""` + notFamily,
		arn + "a/b":       `family "a/b"` + notFamily,
		long:              `family "` + long[:100] + `"…` + notFamily,
		"*":               `"*"` + wildcard,
		"web:*":           `"web:*"` + wildcard,
		"arn:aws:ecs:us-east-2:*:task-definition/web:*":             `"arn:aws:ecs:us-east-2:*:task-definition/web:*"` + wildcard,
		"arn:aws:ecs:eu-west-1:123456789012:service/prod/web":       `"arn:aws:ecs:eu-west-1:123456789012:service/prod/web"` + notARN,
		"arn:aws:batch:eu-west-1:123456789012:task-definition/web":  `"arn:aws:batch:eu-west-1:123456789012:task-definition/web"` + notARN,
		"arn:aws:ecs:eu-west-1:123:task-definition/web":             `"arn:aws:ecs:eu-west-1:123:task-definition/web"` + notARN,
		"arn:aws:ecs::123456789012:task-definition/web":             `"arn:aws:ecs::123456789012:task-definition/web"` + notARN,
		"arn:aws:ecs:eu-west-1::task-definition/web":                `"arn:aws:ecs:eu-west-1::task-definition/web"` + notARN,
		"arn:amazon:ecs:eu-west-1:123456789012:task-definition/web": `"arn:amazon:ecs:eu-west-1:123456789012:task-definition/web"` + notARN,
		"arn:aws:ecs:eu-west-1:aws:task-definition/web":             `"arn:aws:ecs:eu-west-1:aws:task-definition/web"` + notARN,
		"arn:aws:ecs": `"arn:aws:ecs"` + notARN,
	} {
		want := reference.Reference{Kind: reference.Invalid, Raw: raw, Reason: want}
		if got := reference.Parse(raw); got != want {
			t.Errorf("%q: got %+v, want %+v", raw, got, want)
		}
	}
}

func TestRegisters(t *testing.T) {
	tests := []struct {
		text, family string
		want         reference.Kind
	}{
		{"web", "web", reference.Produced},
		{"web:3", "", reference.Invalid},
		{"arn:aws:ecs:eu-west-1:123456789012:task-definition/web", "", reference.Invalid},
		{"arn:aws:ecs:eu-west-1:123456789012:task-definition/web:3", "", reference.Invalid},
		{"web*", "", reference.Invalid},
		{"${FAMILY}", "", reference.Unresolved},
		{"", "", reference.Absent},
	}
	for _, test := range tests {
		got := reference.Parse(test.text).Registers()
		if got.Kind != test.want || got.Family != test.family || got.Raw != test.text || got.Kind == reference.Invalid && got.Reason == "" {
			t.Errorf("Parse(%q).Registers() = %+v, want %s of family %q", test.text, got, test.want, test.family)
		}
	}
}
