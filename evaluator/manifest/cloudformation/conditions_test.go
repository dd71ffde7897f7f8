package cloudformation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
)

// conditional is a service that exists under a condition and runs either of two
// revisions.
const conditional = `
Parameters:
  Stage: {Type: String, Default: dev}
  Blue: {Type: String, Default: "true"}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Equals [dev, !Ref Stage]
  NotProd: !Not [!Condition IsProd]
  Either: !Or [!Condition IsProd, !Condition IsDev]
  Neither: !And [!Condition NotProd, !Not [!Condition IsDev]]
  IsBlue: {"Fn::Equals": [{Ref: Blue}, "true"]}
  InIreland: !Equals [!Ref "AWS::Region", eu-west-1]
  Constant: !Equals [a, b]
  Circular: !Not [!Condition Circular]
  Lists: !Equals [[a], [a]]
Resources:
  Service:
    Type: AWS::ECS::Service
    %s
    Properties:
      ServiceName: %s
      TaskDefinition: %s
`

func TestConditions(t *testing.T) {
	for _, tt := range []struct {
		name, condition, service, expression string
		params                               map[string]string
		want                                 []string
	}{
		{"passed and true", "Condition: IsProd", "web", "web:1", stage("prod"), []string{"web web:1"}},
		{"passed and false", "Condition: IsProd", "web", "web:1", stage("dev"), nil},
		{"not passed: the default is a guess", "Condition: IsProd", "web", "web:1", nil, []string{"web web:1"}},
		{"constant", "Condition: Constant", "web", "web:1", nil, nil},
		{"not defined", "Condition: Nowhere", "web", "web:1", nil, []string{"web web:1"}},
		{"circular", "Condition: Circular", "web", "web:1", nil, []string{"web web:1"}},
		{"or, passed", "Condition: Either", "web", "web:1", stage("dev"), []string{"web web:1"}},
		{"or, passed and false", "Condition: Either", "web", "web:1", stage("test"), nil},
		{"and, passed", "Condition: Neither", "web", "web:1", stage("test"), []string{"web web:1"}},
		{"and, passed and false", "Condition: Neither", "web", "web:1", stage("prod"), nil},
		{"one arm", "", "web", "!If [IsProd, 'web:1', 'web:2']", stage("prod"), []string{"web web:1"}},
		{"both arms", "", "web", "!If [IsProd, 'web:1', 'web:2']", nil, []string{"web web:1", "web web:2"}},
		{"lists are not compared", "", "web", "!If [Lists, 'web:1', 'web:2']", nil, []string{"web web:1", "web web:2"}},
		{"equal arms", "", "web", "!If [IsProd, 'web:1', 'web:1']", nil, []string{"web web:1"}},
		{"an arm inside a text", "", "web", "!Join [':', [web, !If [IsProd, '1', '2']]]", nil,
			[]string{"web web:1", "web web:2"}},
		{"what belongs together stays together", "", "!If [NotProd, spare, web]", "!If [IsProd, 'web:1', 'web:2']", nil,
			[]string{"spare web:2", "web web:1"}},
		{"what excludes each other, too", "Condition: IsDev", "web", "!If [IsProd, 'web:1', 'web:2']", nil,
			[]string{"web web:2"}},
		{"independent conditions", "", "!If [IsBlue, web, spare]", "!If [IsProd, 'web:1', 'web:2']", nil,
			[]string{"spare web:1", "spare web:2", "web web:1", "web web:2"}},
		{"a parameter is what its condition says", "Condition: IsProd", "!Ref Stage", "web:1", nil, []string{"prod web:1"}},
		{"and is not what it excludes", "Condition: NotProd", "!Ref Stage", "web:1", nil, []string{"dev web:1"}},
		{"the excluded default", "Condition: NotDev", "!Ref Stage", "!If [IsDev, 'web:1', 'web:2']", nil,
			[]string{"!Ref Stage: Stage has no value; pass --param Stage=VALUE web:2", "dev web:1"}},
		{"a pseudo parameter", "Condition: InIreland", "!Ref AWS::Region", "web:1", nil, []string{"eu-west-1 web:1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := fmt.Sprintf(conditional, tt.condition, tt.service, tt.expression)
			change := readText(t, text, tt.params)
			checkInvariants(t, change)
			checkMarks(t, change)
			if got := services(change); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func stage(s string) map[string]string { return map[string]string{"Stage": s} }

// services returns "service reference" of every operation, sorted.
func services(change evaluator.Change) []string {
	var names []string
	for _, op := range change.Operations {
		name := ""
		for _, c := range op.Claims {
			name += c.Service
		}
		for _, g := range op.Gaps {
			name += g.Reason
		}
		names = append(names, name+" "+op.Reference.Raw)
	}
	slices.Sort(names)
	return names
}

// TestManyConditions: what remains after the worlds that are looked at is
// unresolved, not left out.
func TestManyConditions(t *testing.T) {
	var parts []string
	for i := range 12 {
		parts = append(parts, fmt.Sprintf("!If [Condition%d, '1', '2']", i))
	}
	expression := "!Join ['', ['web:', " + strings.Join(parts, ", ") + "]]"
	change := readText(t, fmt.Sprintf(conditional, "", "web", expression), nil)
	checkInvariants(t, change)
	checkMarks(t, change)
	last := change.Operations[len(change.Operations)-1].Reference
	if !strings.HasPrefix(last.Reason, "!Join [") || len(change.Operations) != 33 {
		t.Errorf("got %d operations, the last with %+v", len(change.Operations), last)
	}
}
