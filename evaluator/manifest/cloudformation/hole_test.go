package cloudformation_test

import (
	"fmt"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// TestForeignHoles: the characters by which the reader marks what is not known
// mean nothing when they come from outside.
func TestForeignHoles(t *testing.T) {
	mark := string(rune(0xF0000))
	for _, expression := range []string{
		mark, "web:" + mark, "!Ref " + mark, "!GetAtt " + mark + ".Arn", "!Sub '${" + mark + "}'", "!Ref Passed",
		"!Join ['', [" + mark + ", !Ref TaskDef]]", "!ImportValue " + mark,
	} {
		t.Run(fmt.Sprintf("%+q", expression), func(t *testing.T) {
			params := map[string]string{"Passed": "web" + mark}
			change := readText(t, fmt.Sprintf(template, expression), params)
			checkInvariants(t, change)
			ref := service(t, change).Reference
			if ref.Kind != reference.Invalid && ref.Kind != reference.Unresolved {
				t.Errorf("got %+v", ref)
			}
		})
	}
}

// TestEscapedHoles: nor when they are spelled as escapes.
func TestEscapedHoles(t *testing.T) {
	for _, tt := range []struct{ property, quote, escape string }{
		{"DefinitionString", "'", `\udb80\udc00`},
		{"DefinitionString", "'", `\udb80\udc07`},
		{"DefinitionString", "'", `\udbbf\udffd`},
		{"Definition", "", `\U000F0000`},
		{"Definition", "", `\U000FFFFD`},
	} {
		t.Run(tt.property+tt.escape, func(t *testing.T) {
			definition := `{"States": {"` + tt.escape + `": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
				"Parameters": {"TaskDefinition": "web` + tt.escape + `"}}}}`
			change := readText(t, "Resources: {S: {Type: 'AWS::StepFunctions::StateMachine', Properties: {"+
				tt.property+": "+tt.quote+definition+tt.quote+"}}}", nil)
			checkInvariants(t, change)
			if len(change.Operations) != 1 || change.Operations[0].Reference.Family != "" {
				t.Errorf("got %+v", change)
			}
		})
	}
}
