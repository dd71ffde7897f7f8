package evaluator_test

import (
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/policies"
)

// needed returns what the bundled rules need to know of operations that go to
// eu-west-1 unless they say otherwise.
func needed(t *testing.T, failOn evaluator.Severity, operations ...evaluator.Operation) []evaluator.Need {
	t.Helper()
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		t.Fatal(err)
	}
	place := evaluator.Scope{Partition: "aws", Account: "123456789012", Region: "eu-west-1"}
	return core.Needs(evaluator.Change{Operations: operations}, evaluator.Run{Default: place, FailOn: failOn})
}

func operation(action evaluator.Action, ref string, claims ...evaluator.Claim) evaluator.Operation {
	return evaluator.Operation{Action: action, Reference: reference.Parse(ref), Claims: claims}
}

var (
	prod = evaluator.ClusterClaim("cluster", "prod")
	web  = evaluator.ServiceClaim("service", "web")
)

func TestNeedsOfALaunch(t *testing.T) {
	needs := needed(t, evaluator.Error, operation(evaluator.UpdateService, "web:41", prod, web), operation(evaluator.RunTask, "migrate"))
	if len(needs) != 1 {
		t.Fatalf("got %d needs, want one: %+v", len(needs), needs)
	}
	n := needs[0]
	families := []string{}
	for _, f := range n.Families {
		families = append(families, f.Name)
		if f.Active {
			t.Errorf("every ACTIVE revision of %s is asked for, want only the newest", f.Name)
		}
	}
	if want := []string{"migrate", "web"}; !slices.Equal(families, want) {
		t.Errorf("got the families %q, want %q", families, want)
	}
	if got := n.Families[1].Revisions; !slices.Equal(got, []int{41}) {
		t.Errorf("got the revisions %v, want 41", got)
	}
	if want := []string{"default", "prod"}; !slices.Equal(n.Clusters, want) {
		t.Errorf("got the clusters %q, want %q", n.Clusters, want)
	}
	if want := []evaluator.ServiceNeed{{Cluster: "prod", Name: "web"}}; !slices.Equal(n.Services, want) {
		t.Errorf("got the services %v, want %v", n.Services, want)
	}
	if len(n.Holders)+len(n.Retired) > 0 {
		t.Errorf("got the holders %v of %v, want no listing of the account", n.Holders, n.Retired)
	}
}

// What only a listing can tell is read for a move where a rule that fails the
// run wants it.
func TestNeedsFollowFailOn(t *testing.T) {
	move := operation(evaluator.UpdateService, "web:45", prod, web)
	if got := needed(t, evaluator.Warning, move)[0].Holders; len(got) > 0 {
		t.Errorf("--fail-on warning: got %v, want none", got)
	}
	want := []evaluator.Kind{evaluator.Pipes, evaluator.Rules, evaluator.Schedules, evaluator.StateMachines}
	if got := needed(t, evaluator.Info, move)[0].Holders; !slices.Equal(got, want) {
		t.Errorf("--fail-on info: got %v, want %v", got, want)
	}
}

func TestNeedsOfARetirement(t *testing.T) {
	n := needed(t, evaluator.Error, operation(evaluator.DeregisterTaskDefinition, "web:40"))[0]
	if want := []evaluator.RevisionID{{Family: "web", Revision: 40}}; !slices.Equal(n.Retired, want) {
		t.Errorf("got %v retired, want %v", n.Retired, want)
	}
	if len(n.Families) != 1 || !n.Families[0].Active {
		t.Errorf("got the families %+v, want web with every ACTIVE revision", n.Families)
	}
	for _, kind := range []evaluator.Kind{
		evaluator.Services, evaluator.RollbackTargets, evaluator.RunningTasks, evaluator.Rules, evaluator.Schedules, evaluator.Pipes, evaluator.StateMachines,
	} {
		if !slices.Contains(n.Holders, kind) {
			t.Errorf("%s are not asked for", kind)
		}
	}
}

// Each account and Region is asked for what goes there, and one that is only
// passed through for nothing.
func TestNeedsByPlace(t *testing.T) {
	virginia := evaluator.ClusterClaim("cluster", "arn:aws:ecs:us-east-1:123456789012:cluster/prod")
	other := evaluator.ClusterClaim("cluster", "arn:aws:ecs:eu-west-1:111122223333:cluster/prod")
	needs := needed(t, evaluator.Error,
		operation(evaluator.RunTask, "web:1", virginia), operation(evaluator.RunTask, "api:2", other),
		operation(evaluator.RegisterTaskDefinition, ""),
	)
	var places []string
	for _, n := range needs {
		places = append(places, n.Region+" "+n.Account)
	}
	want := []string{"eu-west-1 111122223333", "eu-west-1 123456789012", "us-east-1 123456789012"}
	if !slices.Equal(places, want) {
		t.Errorf("got %q, want %q", places, want)
	}
	if n := needs[1]; len(n.Families)+len(n.Clusters)+len(n.Services)+len(n.Holders) > 0 {
		t.Errorf("got %+v for a registration, want nothing to be read", n)
	}
}
