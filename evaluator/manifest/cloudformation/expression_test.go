package cloudformation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// template is one service whose TaskDefinition is an expression, among
// everything that expressions can refer to.
const template = `
Parameters:
  Passed: {Type: String}
  Default: {Type: String, Default: "web:7"}
  Empty: {Type: String, Default: ""}
  None: {Type: String}
  Secret: {Type: String, NoEcho: "true", Default: hunter2}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: "web:7"}
  List: {Type: CommaDelimitedList}
Mappings:
  Revisions: {eu-west-1: {web: "web:41"}}
Resources:
  TaskDef: {Type: "AWS::ECS::TaskDefinition", Properties: {Family: web}}
  Bucket: {Type: "AWS::S3::Bucket"}
  Service:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: web
      TaskDefinition: %s
`

var passed = map[string]string{
	"Passed": "web:41", "Secret": "swordfish", "Stored": "/web/revision", "List": "web, 41",
	"AWS::Region": "eu-west-1", "AWS::AccountId": "123456789012",
}

func TestExpressions(t *testing.T) {
	for _, tt := range []struct{ expression, want string }{
		{`web:41`, "revision web:41"},
		{`web`, "family web"},
		{`!Ref Passed`, "revision web:41"},
		{`{Ref: Passed}`, "revision web:41"},
		{`!Sub "${Passed}"`, "revision web:41"},
		{`!Ref Default`, "revision web:7"},
		{`!Sub ["${Family}:41", {Family: web}]`, "revision web:41"},
		{`!Join [":", !Ref List]`, "revision web:41"},
		{`!Join [":", [web, !Select [1, !Ref List]]]`, "revision web:41"},
		{`!Join [":", [web, "41", !Ref "AWS::NoValue"]]`, "revision web:41"},
		{`{"Fn::Join": [":", [web, {"Fn::Length": [a, b]}]]}`, "revision web:2"},
		{`!FindInMap [Revisions, !Ref "AWS::Region", web]`, "revision web:41"},
		{`!FindInMap [Revisions, nowhere, web, {DefaultValue: !Ref Passed}]`, "revision web:41"},
		{`!Select [1, !Split ["|", "a|web:41"]]`, "revision web:41"},
		{`!Sub arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/web:41`,
			"revision !Sub arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/web:41"},
		{`!Ref TaskDef`, "produced !Ref TaskDef"},
		{`!GetAtt TaskDef.TaskDefinitionArn`, "produced !GetAtt TaskDef.TaskDefinitionArn"},
		{`{"Fn::GetAtt": [TaskDef, TaskDefinitionArn]}`, "produced !GetAtt [TaskDef, TaskDefinitionArn]"},
		{`!Sub "${TaskDef.TaskDefinitionArn}"`, "produced !Sub ${TaskDef.TaskDefinitionArn}"},
		{`!Join ["", [!Ref TaskDef]]`, `produced !Join ["", [!Ref TaskDef]]`},
		{`!Ref "AWS::NoValue"`, "absent "},
		{`""`, "absent "},
		{`null`, "absent "},
		{`!Ref Empty`, "unresolved !Ref Empty"},
		{`!Ref None`, "unresolved !Ref None"},
		{`!Ref Nowhere`, "unresolved !Ref Nowhere"},
		{`!Ref Secret`, "unresolved !Ref Secret"},
		{`!Sub "web:${Secret}"`, "unresolved !Sub web:${Secret}"},
		{`!Ref Stored`, "unresolved !Ref Stored"},
		{`!Ref Bucket`, "unresolved !Ref Bucket"},
		{`!Ref List`, "unresolved !Ref List"},
		{`!Ref [a, b]`, "unresolved !Ref [a, b]"},
		{`!GetAtt Bucket.Arn`, "unresolved !GetAtt Bucket.Arn"},
		{`!GetAtt Nowhere.Arn`, "unresolved !GetAtt Nowhere.Arn"},
		{`!GetAtt TaskDef`, "unresolved !GetAtt TaskDef"},
		{`!Sub "${TaskDef}x"`, "unresolved !Sub ${TaskDef}x"},
		{`!Sub "${!Literal}"`, "unresolved ${Literal}"},
		{`!Sub "web:${Passed"`, "unresolved web:${Passed"},
		{`!Sub []`, "unresolved !Sub []"},
		{`!Sub [[a], {}]`, "unresolved !Sub [[a], {}]"},
		{`!ImportValue web`, "unresolved !ImportValue web"},
		{`{"Fn::GetStackOutput": {StackName: web}}`, "unresolved !GetStackOutput {StackName: web}"},
		{`!Transform {Name: Macro}`, "unresolved !Transform {Name: Macro}"},
		{`!Base64 web`, "family d2Vi"},
		{`!Base64 {Ref: None}`, "unresolved !Base64 !Ref None"},
		{`!Foo web:41`, "unresolved !Foo web:41"},
		{`!Join [":", web]`, `unresolved !Join [":", web]`},
		{`!Join [":", [[a]]]`, `unresolved !Join [":", [[a]]]`},
		{`!Select [7, !Ref List]`, "unresolved !Select [7, !Ref List]"},
		{`!Select [x, !Ref List]`, "unresolved !Select [x, !Ref List]"},
		{`!Split [":", !Ref None]`, `unresolved !Split [":", !Ref None]`},
		{`!FindInMap [Revisions, nowhere, web]`, "unresolved !FindInMap [Revisions, nowhere, web]"},
		{`!FindInMap [Revisions, !Ref None, web]`, "unresolved !FindInMap [Revisions, !Ref None, web]"},
		{`!If [a, b]`, "unresolved !If [a, b]"},
		{`{Some: object}`, "unresolved {Some: object}"},
		{`[web]`, "unresolved [web]"},
		{`"{{resolve:ssm:/web}}"`, "unresolved {{resolve:ssm:/web}}"},
		{`!Sub "{{resolve:ssm:/${Passed}}}"`, "unresolved !Sub {{resolve:ssm:/${Passed}}}"},
		{`web:latest`, "invalid web:latest"},
		{`<TASK_DEFINITION>`, "unresolved <TASK_DEFINITION>"},
	} {
		t.Run(tt.expression, func(t *testing.T) {
			change := readText(t, fmt.Sprintf(template, tt.expression), passed)
			checkInvariants(t, change)
			checkMarks(t, change)
			ref := service(t, change).Reference
			if got := string(ref.Kind) + " " + ref.Raw; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if strings.HasPrefix(ref.Raw, "!") && ref.Kind == reference.Unresolved &&
				!strings.Contains(ref.Reason, ref.Raw) {
				t.Errorf("reason %q does not hold %q", ref.Reason, ref.Raw)
			}
			for _, secret := range []string{"hunter2", "swordfish"} {
				if strings.Contains(fmt.Sprintf("%+v", change), secret) {
					t.Errorf("a NoEcho value got out: %+v", change)
				}
			}
		})
	}
}

func readText(t testing.TB, text string, params map[string]string) evaluator.Change {
	t.Helper()
	return cloudformation.Read(manifesttest.Parse(t, text), "template.yaml", params, nil)
}

// service returns the only operation on a service.
func service(t *testing.T, change evaluator.Change) evaluator.Operation {
	t.Helper()
	var found []evaluator.Operation
	for _, op := range change.Operations {
		if op.Action == evaluator.PutService {
			found = append(found, op)
		}
	}
	if len(found) != 1 {
		t.Fatalf("got %d operations on services, want 1: %+v", len(found), change)
	}
	return found[0]
}
