package ecstest_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

const machine = "arn:aws:states:eu-west-1:123456789012:stateMachine:order-fulfilment"

// workflows is the shop with a state machine that has everything.
func workflows(t *testing.T) *sfn.Client {
	t.Helper()
	state := read(t, "shop.json")
	add := func(n int, via string) {
		target := evaluator.Target{Name: "order-fulfilment", Revision: revision("checkout", n), Enabled: true, Via: via}
		state.Regions[0].StateMachines = append(state.Regions[0].StateMachines, target)
	}
	add(5, "alias live")
	add(4, "alias old")
	add(6, "execution")
	server := start(t, ecstest.FromState(state))
	server.Change(func(a *ecstest.Account) {
		a.Regions[home].StateMachines = append(a.Regions[home].StateMachines, ecstest.StateMachine{Name: "quick", Type: "EXPRESS", Definition: "{}"})
	})
	return sfn.NewFromConfig(configured(server, home))
}

func TestDescribeStateMachine(t *testing.T) {
	t.Parallel()
	tests := []struct{ arn, want string }{
		{machine, "checkout:7"},
		{machine + ":3", "checkout:5"},
		{machine + ":9", "StateMachineDoesNotExist: State Machine Does Not Exist: '" + machine + ":9'"},
		{machine + "s", "StateMachineDoesNotExist: State Machine Does Not Exist: '" + machine + "s'"},
	}
	api := workflows(t)
	for _, test := range tests {
		out, err := api.DescribeStateMachine(t.Context(), &sfn.DescribeStateMachineInput{StateMachineArn: &test.arn})
		got := said(err)
		if err == nil {
			got = *out.Definition
		}
		if got != test.want && !strings.Contains(got, `task-definition/`+test.want+`"`) {
			t.Errorf("%s: got %s, want %s", test.arn, got, test.want)
		}
	}
}

func TestVersionsAndAliases(t *testing.T) {
	t.Parallel()
	api := workflows(t)
	versions, err := api.ListStateMachineVersions(t.Context(), &sfn.ListStateMachineVersionsInput{StateMachineArn: aws.String(machine)})
	if err != nil || len(versions.StateMachineVersions) != 2 || !strings.HasSuffix(*versions.StateMachineVersions[0].StateMachineVersionArn, ":4") {
		t.Fatalf("%v, %v: want version 4, that an alias needs, and version 3", versions, err)
	}
	aliases, err := api.ListStateMachineAliases(t.Context(), &sfn.ListStateMachineAliasesInput{StateMachineArn: aws.String(machine)})
	if err != nil || len(aliases.StateMachineAliases) != 2 {
		t.Fatalf("%v, %v", aliases, err)
	}
	routes := map[string]string{}
	for _, item := range aliases.StateMachineAliases {
		alias, err := api.DescribeStateMachineAlias(t.Context(), &sfn.DescribeStateMachineAliasInput{StateMachineAliasArn: item.StateMachineAliasArn})
		if err != nil {
			t.Fatal(err)
		}
		routes[*alias.Name] = strings.TrimPrefix(*alias.RoutingConfiguration[0].StateMachineVersionArn, machine)
	}
	if routes["live"] != ":3" || routes["old"] != ":4" {
		t.Errorf("aliases route to %v", routes)
	}
	one, err := api.ListStateMachineAliases(t.Context(), &sfn.ListStateMachineAliasesInput{StateMachineArn: aws.String(machine + ":3")})
	if err != nil || len(one.StateMachineAliases) != 1 {
		t.Errorf("%v, %v: want the alias of version 3", one, err)
	}
	_, err = api.DescribeStateMachineAlias(t.Context(), &sfn.DescribeStateMachineAliasInput{StateMachineAliasArn: aws.String(machine + ":none")})
	if got, want := said(err), "ResourceNotFound: Resource not found: '"+machine+":none'"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestExecutions(t *testing.T) {
	t.Parallel()
	api := workflows(t)
	running, err := api.ListExecutions(t.Context(), &sfn.ListExecutionsInput{StateMachineArn: aws.String(machine), StatusFilter: types.ExecutionStatusRunning})
	if err != nil || len(running.Executions) != 1 {
		t.Fatalf("%v, %v", running, err)
	}
	out, err := api.DescribeStateMachineForExecution(t.Context(), &sfn.DescribeStateMachineForExecutionInput{ExecutionArn: running.Executions[0].ExecutionArn})
	if err != nil || !strings.Contains(*out.Definition, "checkout:6") {
		t.Errorf("%v, %v: want what the execution began with", out, err)
	}
	failed, err := api.ListExecutions(t.Context(), &sfn.ListExecutionsInput{StateMachineArn: aws.String(machine), StatusFilter: types.ExecutionStatusFailed})
	if err != nil || len(failed.Executions) != 0 {
		t.Errorf("%v, %v", failed, err)
	}
	quick := strings.Replace(machine, "order-fulfilment", "quick", 1)
	_, err = api.ListExecutions(t.Context(), &sfn.ListExecutionsInput{StateMachineArn: &quick})
	if got, want := said(err), "StateMachineTypeNotSupported: This operation is not supported by this type of state machine"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
