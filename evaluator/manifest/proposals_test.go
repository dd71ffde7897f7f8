package manifest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func TestReadProposals(t *testing.T) {
	const arn = "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:"
	tests := []struct {
		name, data string
		// want are "ACTION REF LINE:COLUMN PATH" of the operations, failures
		// "LINE:COLUMN" of the failures.
		want, failures []string
	}{
		{"lines", "# old\r\nweb:1\r\n\r\n  web:2   # unused\n" + arn + "3",
			[]string{"Deregister web:1 2:1", "Deregister web:2 4:3", "Deregister " + arn + "3 5:1"}, nil},
		{"verbs", "Deregister web:1\nDELETE\tweb:2\ndelete web:3 # gone",
			[]string{"Deregister web:1 1:12", "Delete web:2 2:8", "Delete web:3 3:8"}, nil},
		{"judged later", "web:latest\nweb\nweb:0,\n",
			[]string{"Deregister web:latest 1:1", "Deregister web 2:1", "Deregister web:0, 3:1"}, nil},
		{"a hash inside", "web:1#2", []string{"Deregister web:1#2 1:1"}, nil},
		{"AWS CLI text", "TASKDEFINITIONARNS\t" + arn + "1\n" + arn + "2\t" + arn + "3\n",
			[]string{"Deregister " + arn + "1 1:20", "Deregister " + arn + "2 2:1", "Deregister " + arn + "3 2:58"}, nil},
		{"unknown verb", "retire web:1\nweb:2", []string{"Deregister web:2 2:1"}, []string{"1:1"}},
		{"verb alone", "web:1\ndelete # what?", []string{"Deregister web:1 1:1"}, []string{"2:1"}},
		{"non-ASCII", "é web:1", nil, []string{"1:1"}},
		{"list", `["web:1", "web"]`, []string{"Deregister web:1 1:2 [0]", "Deregister web 1:11 [1]"}, nil},
		{"AWS CLI JSON", `{"taskDefinitionArns": ["web:1"]}`, []string{"Deregister web:1 1:25 taskDefinitionArns[0]"}, nil},
		{"both", "{\"delete\": [\"web:1\"],\n\"deregister\": [\"web:2\"]}",
			[]string{"Delete web:1 1:13 delete[0]", "Deregister web:2 2:16 deregister[0]"}, nil},
		{"YAML list", "# old\n- web:1\n- \"web:2\" # unused\n", []string{"Deregister web:1 2:3 [0]", "Deregister web:2 3:3 [1]"}, nil},
		{"YAML object", "delete:\n  - web:1\n---\nderegister: [web:2]\n",
			[]string{"Delete web:1 2:5 delete[0]", "Deregister web:2 4:14 deregister[0]"}, nil},
		{"holes", `["web:1", "", 3, null, ["web:2"]]`, []string{"Deregister web:1 1:2 [0]"}, []string{"1:11", "1:15", "1:18", "1:24"}},
		{"unknown name", `{"deregister": ["web:1"], "Delete": ["web:2"]}`, []string{"Deregister web:1 1:17 deregister[0]"}, []string{"1:27"}},
		{"no list", "delete: web:1\n", nil, []string{"1:9"}},
		{"null", "delete:\n", nil, []string{"1:8"}},
		{"a YAML text", "--- web:1\n", nil, []string{"1:5"}},
		{"tag", "- !Ref Web\n", nil, []string{"1:3"}},
		{"broken", `["web:1"`, nil, []string{"1:9"}},
		{"twice the same name", `{"delete": ["web:1"], "delete": []}`, nil, []string{"1:23"}},
		{"empty", "", nil, []string{"1:1"}},
		{"comments", "# nothing\n\n  # at all", nil, nil},
		{"a plan", `{"ecsgate": "prune/v1", "proposals": [{"arn": "` + arn + `1", "family": "web"}], "kept": []}`,
			[]string{"Deregister " + arn + "1 1:47 proposals[0].arn"}, nil},
		{"a plan without a place", `{"ecsgate": "prune/v1", "proposals": [{"family": "web"}]}`, nil, []string{"1:39"}},
		{"an empty plan", `{"ecsgate": "prune/v1", "proposals": []}`, nil, nil},
		{"half a plan", `{"ecsgate": "prune/v1"}`, nil, []string{"1:1"}},
		{"an empty list that was cut off", `{"taskDefinitionArns": [], "NextToken": "x"}`, nil, []string{"1:1"}},
		{"empty list", "[]", nil, []string{"1:1"}},
		{"empty lists", `{"deregister": [], "delete": []}`, nil, []string{"1:1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			change := manifest.ReadProposals(manifest.File{Name: "old.txt", Data: []byte(test.data)})
			var got, failures []string
			for _, op := range change.Operations {
				action := strings.TrimSuffix(strings.TrimSuffix(string(op.Action), "TaskDefinition"), "TaskDefinitions")
				got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %d:%d %s", action, op.Reference.Raw, op.Line, op.Column, op.Path)))
			}
			for _, failure := range change.Failures {
				failures = append(failures, fmt.Sprintf("%d:%d", failure.Line, failure.Column))
			}
			if !slices.Equal(got, test.want) || !slices.Equal(failures, test.failures) || change.Files != 1 {
				t.Errorf("got %q, failures %+v\nwant %q, failures at %q", got, change.Failures, test.want, test.failures)
			}
		})
	}
}

func TestReadProposalsSaysThatAListWasCutOff(t *testing.T) {
	data := []byte(`{"taskDefinitionArns": ["web:1"], "NextToken": "x"}`)
	change := manifest.ReadProposals(manifest.File{Name: "old.json", Data: data})
	if len(change.Operations) != 1 || len(change.Notes) != 1 || len(change.Failures) != 0 {
		t.Errorf("got %+v, want one operation and a note", change)
	}
}

func TestParseProposal(t *testing.T) {
	op := manifest.ParseProposal(evaluator.DeleteTaskDefinitions, "web:41", "--delete")
	if op.Action != evaluator.DeleteTaskDefinitions || op.Origin != evaluator.FromProposal || op.Kind != "proposal" || op.File != "--delete" {
		t.Errorf("got %+v", op)
	}
	if want := reference.Parse("web:41"); op.Reference != want {
		t.Errorf("reference is %+v, want %+v", op.Reference, want)
	}
	if at, ok := op.Fields["taskDefinition"]; !ok || at != (document.Position{}) {
		t.Errorf("fields are %v, want taskDefinition nowhere", op.Fields)
	}
	for _, text := range []string{"", "web:latest"} {
		if got := manifest.ParseProposal(evaluator.DeregisterTaskDefinition, text, "--deregister").Reference; got.Kind != reference.Invalid || got.Reason == "" {
			t.Errorf("%q is %+v, want an invalid reference with its reason", text, got)
		}
	}
}
