package live_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// runs is a definition that sends requests one after the other, each written
// as "runTask.sync {…}".
func runs(requests ...string) string {
	var states []string
	for i, request := range requests {
		api, parameters, _ := strings.Cut(request, " ")
		states = append(states, fmt.Sprintf(`"S%d": {"Type": "Task", "Resource": "arn:aws:states:::%s", "Parameters": %s}`, i, api, parameters))
	}
	return `{"StartAt": "S0", "States": {` + strings.Join(states, ", ") + `}}`
}

func via(t evaluator.Target, via string) evaluator.Target {
	t.Via = via
	return t
}

func TestStateMachines(t *testing.T) {
	const web41 = `ecs:runTask.sync {"TaskDefinition": "web:41", "Cluster": "prod"}`
	region := ecstest.Region{StateMachines: []ecstest.StateMachine{
		{Name: "close", Definition: runs(web41, web41,
			`ecs:runTask {"TaskDefinition": "`+tasks+`web", "Cluster": "`+cluster+`prod"}`,
			`aws-sdk:ecs:updateService {"Service": "api", "TaskDefinition": "api:7"}`,
			`aws-sdk:ecs:updateService {"Service": "api", "DesiredCount": 0}`,
			`aws-sdk:ecs:describeTaskDefinition {"TaskDefinition": "web:39"}`,
			`aws-sdk:ecs:deregisterTaskDefinition {"TaskDefinition": "web:38"}`,
			`ecs:runTask {"TaskDefinition": "`+foreign+`web:41"}`,
			`lambda:invoke {"TaskDefinition": "web:37"}`,
		)},
		{Name: "dynamic", Type: "EXPRESS", Definition: runs(
			`ecs:runTask {"TaskDefinition.$": "$.task"}`, `ecs:runTask {"TaskDefinition.$": "$.task", "Cluster.$": "$.cluster"}`,
			`aws-sdk:ecs:updateService "{% $states.input %}"`,
		)},
		{Name: "nothing", Definition: `{"StartAt": "S", "States": {"S": {"Type": "Pass", "End": true}}}`},
		{Name: "versioned", Definition: runs(web41),
			Versions: []ecstest.Version{
				{Number: 1, Definition: runs(`ecs:runTask {"TaskDefinition": "web:39"}`)},
				{Number: 2, Definition: runs(`ecs:runTask {"TaskDefinition.$": "$.task"}`)},
				{Number: 3, Definition: runs(`ecs:runTask {"TaskDefinition": "web"}`)},
			},
			Aliases: []ecstest.Alias{{Name: "live", Versions: []int{1, 3}}, {Name: "next", Versions: []int{2}}},
		},
	}}
	checkHolders(t, region, evaluator.StateMachines, holders{
		targets: []evaluator.Target{
			target("close", "", "api", 7, true),
			target("close", "prod", "web", 0, true),
			target("close", "prod", "web", 41, true),
			target("versioned", "prod", "web", 41, true),
			via(target("versioned", "", "web", 0, true), "alias live"),
			via(target("versioned", "", "web", 39, true), "alias live"),
			via(target("versioned", "", "web", 39, true), "version 1"),
			via(target("versioned", "", "web", 0, true), "version 3"),
		},
		computed: []evaluator.Computed{
			{Kind: evaluator.StateMachineHolder, Name: "dynamic", Expression: "$.task"},
			{Kind: evaluator.StateMachineHolder, Name: "dynamic", Expression: "JSONata"},
			{Kind: evaluator.StateMachineHolder, Name: "versioned", Expression: "$.task"},
		},
	})
}

// TestAliasesAreReadOnlyWhereAVersionNamesARevision: they can hold nothing else.
func TestAliasesAreReadOnlyWhereAVersionNamesARevision(t *testing.T) {
	computed := runs(`ecs:runTask {"TaskDefinition.$": "$.task"}`)
	endpoint := holderEndpoint(t, ecstest.Region{StateMachines: []ecstest.StateMachine{{
		Name: "m", Definition: runs(`ecs:runTask {"TaskDefinition": "web:41"}`),
		Versions: []ecstest.Version{{Number: 1, Definition: computed}}, Aliases: []ecstest.Alias{{Name: "live", Versions: []int{1}}},
	}}})
	snapshotOf(t, holderSession(t, endpoint, endpoint), evaluator.StateMachines)
	for _, request := range endpoint.Requests() {
		if strings.Contains(request.Action, "Alias") {
			t.Errorf("%s was asked", request.Action)
		}
	}
}

func TestDefinitionsThatCanNotBeRead(t *testing.T) {
	good := ecstest.StateMachine{Name: "good", Definition: runs(`ecs:runTask {"TaskDefinition": "web:41"}`)}
	for _, definition := range []string{"{}", "[]", "StartAt: S", `{"States": {}, "States": {}}`} {
		endpoint := holderEndpoint(t, ecstest.Region{StateMachines: []ecstest.StateMachine{good, {Name: "bad", Definition: definition}}})
		region := snapshotOf(t, holderSession(t, endpoint, endpoint), evaluator.StateMachines)
		checkLack(t, region, evaluator.StateMachines, `state machine "bad"`)
		if len(region.StateMachines) != 1 {
			t.Errorf("%s: what was read is lost: %+v", definition, region.StateMachines)
		}
	}
}

func TestStateMachineWithAKeyOfItsOwn(t *testing.T) {
	endpoint := holderEndpoint(t, ecstest.Region{StateMachines: []ecstest.StateMachine{{Name: "sealed", Definition: runs()}}})
	region := snapshotOf(t, holderSession(t, endpoint, before(endpoint, func(w http.ResponseWriter, what string) bool {
		if what != "AWSStepFunctions.DescribeStateMachine" {
			return false
		}
		w.Header().Set("Content-Type", "application/x-amz-json-1.0")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"__type": "com.amazonaws.states#KmsAccessDeniedException", "message": "key secret"}`)
		return true
	})), evaluator.StateMachines)
	checkLack(t, region, evaluator.StateMachines, `states:DescribeStateMachine failed (KmsAccessDeniedException)`)
	checkLack(t, region, evaluator.StateMachines, `"sealed" can not be decrypted`)
}

// TestWhatVanishes: what is deleted between its list and its description holds
// nothing, and is no failure.
func TestWhatVanishes(t *testing.T) {
	for _, what := range []string{
		"AWSEvents.ListRuleNamesByTarget", "AWSEvents.DescribeRule", "AWSEvents.ListTargetsByRule", "GET /schedules/s", "GET /v1/pipes/",
		"AWSStepFunctions.DescribeStateMachine", "AWSStepFunctions.ListStateMachineVersions",
		"AWSStepFunctions.ListStateMachineAliases", "AWSStepFunctions.DescribeStateMachineAlias",
		"AWSStepFunctions.ListExecutions", "AWSStepFunctions.DescribeStateMachineForExecution",
	} {
		endpoint := holderEndpoint(t, everything())
		var struck atomic.Bool
		region := snapshotOf(t, holderSession(t, endpoint, before(endpoint, func(_ http.ResponseWriter, asked string) bool {
			if strings.HasPrefix(asked+"/", what) && struck.CompareAndSwap(false, true) {
				endpoint.Change(func(a *ecstest.Account) { a.Regions[here] = &ecstest.Region{Clusters: a.Regions[here].Clusters} })
			}
			return false
		})), evaluator.Rules, evaluator.Schedules, evaluator.Pipes, evaluator.StateMachines)
		if !struck.Load() {
			t.Errorf("%s was never asked", what)
		}
		for _, kind := range holderKinds()[:4] {
			if coverage := region.Coverage[kind]; !coverage.Complete {
				t.Errorf("%s: %s are not covered: %s", what, kind, coverage.Reason)
			}
		}
	}
}
