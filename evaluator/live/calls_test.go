package live_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
	"github.com/ecsgate/ecsgate/policies"
)

// bundled are the rules that come with the program: they say what is needed.
func bundled(t *testing.T) *evaluator.Evaluator {
	t.Helper()
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{Name: "policies", FS: policies.FS(), Bundled: true}}})
	if err != nil {
		t.Fatal(err)
	}
	return core
}

// launches is how much a change launches: so many references to revisions of so
// many families, by services in clusters, and by tasks where there are more.
type launches struct{ references, services, clusters, families int }

// budget is how many calls the change may cost (see the README: "Live").
func (l launches) budget() int {
	return l.references + l.services + 3*l.families + (l.services+9)/10 + l.clusters
}

// change launches ACTIVE revisions in the account of snapshottest, in which a
// service has the number of its cluster and a multiple of twenty.
func (l launches) change(revisions int) evaluator.Change {
	var change evaluator.Change
	for i := range max(l.references, l.services) {
		n := i % l.references
		op := evaluator.Operation{
			Action: evaluator.RunTask, Origin: evaluator.FromRequest, Kind: "test", File: "test", Parameters: []string{"cluster", "taskDefinition"},
			Reference: reference.Parse(fmt.Sprintf("app-%04d:%d", n%l.families, revisions-n/l.families)),
			Claims:    []evaluator.Claim{{Field: "cluster", Scope: evaluator.Scope{Cluster: fmt.Sprintf("cluster-%02d", i%l.clusters)}}},
		}
		if i < l.services {
			op.Action = evaluator.UpdateService
			op.Parameters = []string{"cluster", "service", "taskDefinition"}
			service := evaluator.Scope{Service: fmt.Sprintf("svc-%04d", i%l.clusters+20*(i/l.clusters))}
			op.Claims = append(op.Claims, evaluator.Claim{Field: "service", Scope: service})
		}
		change.Operations = append(change.Operations, op)
	}
	return change
}

// TestCallsOfLaunches: they cost what they name, whatever the account.
func TestCallsOfLaunches(t *testing.T) {
	t.Parallel()
	core := bundled(t)
	for _, l := range []launches{
		{1, 0, 1, 1}, {1, 1, 1, 1}, {5, 5, 1, 1}, {10, 10, 2, 5}, {10, 30, 3, 10}, {25, 11, 1, 10}, {40, 200, 20, 10}, {50, 50, 20, 10},
	} {
		var costs []int
		for _, size := range []int{5, 500} { // of each of ten families
			endpoint := ecstest.NewEndpoint(ecstest.FromState(snapshottest.Account(10, size, 400)))
			session := opened(t, endpoint)
			needs := core.Needs(l.change(size), evaluator.Run{Now: at(t, clock), Default: session.Place(t.Context())})
			state := session.Collect(t.Context(), needs)
			cost := checkLaunchCalls(t, endpoint)
			costs = append(costs, cost)
			if cost > l.budget() {
				t.Errorf("%+v: %d calls, want %d at most", l, cost, l.budget())
			}
			if got := state.Regions[0]; len(state.Regions) != 1 || len(got.Services) != l.services || len(got.Clusters) != l.clusters || len(got.Families) < l.families {
				t.Errorf("%+v: got %d services, %d clusters, %d families", l, len(got.Services), len(got.Clusters), len(got.Families))
			}
		}
		if slices.Min(costs) != slices.Max(costs) {
			t.Errorf("%+v: %d calls in accounts of 50 and 5000 revisions", l, costs)
		}
		t.Logf("%+v: %d calls of %d", l, costs[0], l.budget())
	}
}

// TestCallsOfOldRevisions: what is not ACTIVE is described, each for its date, and
// so is what a service runs of a family that the change does not name.
func TestCallsOfOldRevisions(t *testing.T) {
	t.Parallel()
	l := launches{references: 40, services: 40, clusters: 20, families: 10}
	endpoint := ecstest.NewEndpoint(ecstest.FromState(snapshottest.Account(100, 20, 400)))
	session := opened(t, endpoint)
	needs := bundled(t).Needs(l.change(15), evaluator.Run{Now: at(t, clock), Default: session.Place(t.Context())})
	session.Collect(t.Context(), needs)
	if cost := checkLaunchCalls(t, endpoint); cost > l.budget() || cost < l.references+3*l.families {
		t.Errorf("%d calls, want %d at most", cost, l.budget())
	}
	if described := requested(endpoint, "ecs:DescribeTaskDefinition"); described <= l.references {
		t.Errorf("%d descriptions", described)
	}
}

// checkLaunchCalls counts calls of ECS, and checks that none lists the account.
func checkLaunchCalls(t *testing.T, endpoint *ecstest.Endpoint) int {
	t.Helper()
	calls := 0
	for _, request := range endpoint.Requests() {
		switch {
		case request.Action == "sts:GetCallerIdentity":
			continue
		case request.Action == "ecs:ListTaskDefinitions" && request.Parameters["familyPrefix"] != nil:
		case request.Service == "ecs" && strings.HasPrefix(request.Action, "ecs:Describe"):
		default:
			t.Errorf("%s %v was requested for launches", request.Action, request.Parameters)
		}
		calls++
	}
	return calls
}

// TestCallsOfSnapshot: 500 services and 5,000 revisions.
func TestCallsOfSnapshot(t *testing.T) {
	t.Parallel()
	known := snapshottest.Account(250, 20, 500)
	endpoint := ecstest.NewEndpoint(ecstest.FromState(known))
	session := opened(t, endpoint)
	state, err := session.Snapshot(t.Context(), []string{here}, live.Selection{Kinds: live.UsualKinds()})
	if err != nil {
		t.Fatal(err)
	}
	calls := map[string]int{}
	total := 0
	for _, request := range endpoint.Requests() {
		calls[request.Action]++
		if request.Service == "ecs" {
			total++
		}
	}
	if total > 220 {
		t.Errorf("%d calls of ECS, want 220 at most: %v", total, calls)
	}
	if got, want := session.Summarize(state).Calls, len(endpoint.Requests()); got != want {
		t.Errorf("the summary says %d calls, there were %d", got, want)
	}
	t.Logf("%d calls of ECS: %v", total, calls)
}

// TestNoNeed: what needs nothing asks nothing, not even whose account it is.
func TestNoNeed(t *testing.T) {
	t.Parallel()
	endpoint := endpointOf(t, wholeRegion(t))
	if state := opened(t, endpoint).Collect(t.Context(), nil); len(state.Regions) != 0 || len(endpoint.Requests()) != 0 {
		t.Errorf("got %+v, %v", state.Regions, endpoint.Requests())
	}
}
