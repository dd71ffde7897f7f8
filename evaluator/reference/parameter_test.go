package reference_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func TestParameterNames(t *testing.T) {
	tests := []struct{ name, want, target string }{
		{"TaskDefinition", "taskDefinition", "taskDefinition"},
		{"TaskDefinition.$", "taskDefinition", "taskDefinition"},
		{"TaskDefinitionArn", "taskDefinitionArn", "taskDefinition"},
		{"TaskCount", "taskCount", "count"},
		{"cluster", "cluster", "cluster"},
		{"", "", ""},
	}
	for _, test := range tests {
		if got := reference.ParameterName(test.name); got != test.want {
			t.Errorf("ParameterName(%q) = %q, want %q", test.name, got, test.want)
		}
		if got := reference.TargetParameterName(test.name); got != test.target {
			t.Errorf("TargetParameterName(%q) = %q, want %q", test.name, got, test.target)
		}
	}
}

func TestSDKCall(t *testing.T) {
	tests := []struct{ arn, want string }{
		{"arn:aws:states:::aws-sdk:scheduler:createSchedule", "scheduler createSchedule true"},
		{"arn:${Partition}:scheduler:::aws-sdk:CodeDeploy:CreateDeployment", "CodeDeploy createDeployment true"},
		{"arn:aws:states:::aws-sdk:ecs:runTask.waitForTaskToken", "ecs runTask true"},
		{"arn:aws:states:::ecs:runTask", "  false"},
		{"arn:aws:states:::aws-sdk:ecs", "ecs  false"},
		{"arn:aws:lambda:eu-west-1:123456789012:function:report", "  false"},
	}
	for _, test := range tests {
		service, api, ok := reference.SDKCall(test.arn)
		if got := fmt.Sprint(service, " ", api, " ", ok); got != test.want {
			t.Errorf("%s: got %q, want %q", test.arn, got, test.want)
		}
	}
}

func TestEachStateVisitsWhatIsNotThere(t *testing.T) {
	documents, err := document.Read([]byte(`
States:
  Plain: {Type: Pass}
  Open: ${State}
  Both: {Branches: "${Branches}"}
  Each: {ItemProcessor: {States: "${States}"}}
  Some: {Branches: ["${Branch}", {States: {Inner: {}}}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	reference.EachState(documents[0].Root, func(name string, path []string, state *document.Node) {
		got = append(got, fmt.Sprintf("%s %s %s", name, state.Text, reference.WritePath(path, func(s string) string { return s })))
	})
	want := []string{
		"Plain  .States.Plain",
		"Open ${State} .States.Open",
		"Both  .States.Both",
		"Both ${Branches} .States.Both.Branches",
		"Each  .States.Each",
		"Each ${States} .States.Each.ItemProcessor",
		"Some  .States.Some",
		"Some ${Branch} .States.Some.Branches[0]",
		"Some/Inner  .States.Some.Branches[1].States.Inner",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadText(t *testing.T) {
	at := document.Position{Line: 7, Column: 3}
	tree, err := reference.ReadText("{\n\"a\": [1]}", at)
	if err != nil || tree.Position != at || tree.Field("a").Position != at || tree.Get("a").Items[0].Position != at {
		t.Errorf("got %+v, %v, want all of it at %v", tree, err, at)
	}
	for _, text := range []string{"", "[1]", "1", "{", `{"a": 1} {}`} {
		if tree, err := reference.ReadText(text, at); err == nil || tree != nil {
			t.Errorf("%q: got %+v, want an error", text, tree)
		}
	}
}

func TestScheduleEnd(t *testing.T) {
	tests := []struct{ expression, zone, end, want string }{
		{"rate(1 day)", "", "", "0001-01-01T00:00:00Z"},
		{"rate(1 day)", "", "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		{"rate(1 day)", "", "soon", "0001-01-01T00:00:00Z"},
		{"at(2026-11-27T06:00:00)", "", "", "2026-11-27T06:00:00Z"},
		{"at(2026-11-27T06:00:00)", "UTC", "2020-01-01T00:00:00Z", "2026-11-27T06:00:00Z"},
		{"at(2026-11-27T06:00:00)", "Europe/Berlin", "", "2026-11-27T18:00:00Z"},
		{"at(${WHEN})", "", "", "0001-01-01T00:00:00Z"},
	}
	for _, test := range tests {
		got := reference.ScheduleEnd(test.expression, test.zone, test.end).Format("2006-01-02T15:04:05Z07:00")
		if got != test.want {
			t.Errorf("%+v: got %s", test, got)
		}
	}
}
