package live_test

import (
	"net/http"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestAnswersThatLeaveOut: a list of what is no such thing, and a description
// that does not speak of all that was asked, are not believed.
func TestAnswersThatLeaveOut(t *testing.T) {
	t.Parallel()
	junk := func(member string) func(fields) { return func(a fields) { a[member] = []any{"secret"} } }
	failing := func(member string) func(fields) {
		return func(a fields) {
			a[member], a["failures"] = []any{}, []any{fields{"arn": cluster + "staging", "reason": "secret"}}
		}
	}
	for _, c := range []struct {
		action string
		change func(fields)
		kind   evaluator.Kind
		reason string
	}{
		{"ListClusters", junk("clusterArns"), evaluator.Clusters, "it lists what is no cluster"},
		{"ListClusters", junk("clusterArns"), evaluator.Rules, "it lists what is no cluster"},
		{"DescribeClusters", without("clusters"), evaluator.Clusters, `it does not say what cluster "staging" is`},
		{"DescribeClusters", failing("clusters"), evaluator.Clusters, `it does not say what cluster "staging" is`},
		{"DescribeClusters", setting("clusters", "status", ""), evaluator.Clusters, `it does not say what cluster "staging" is`},
		{"ListServices", junk("serviceArns"), evaluator.Services, "it lists what is no service"},
		{"DescribeTaskSets", setting("taskSets", "taskDefinition", "secret"), evaluator.Services, "a task set names no revision"},
		{"DescribeServiceDeployments", without("serviceDeployments"), evaluator.Services, "it leaves out deployments that it was asked for"},
		{"DescribeServiceDeployments", failing("serviceDeployments"), evaluator.Services, "it leaves out deployments that it was asked for"},
		{"DescribeServiceRevisions", without("serviceRevisions"), evaluator.RollbackTargets, "it leaves out a revision that it was asked for"},
		{"DescribeServiceRevisions", failing("serviceRevisions"), evaluator.Services, "it leaves out a revision that it was asked for"},
		{"DescribeServiceRevisions", setting("serviceRevisions", "taskDefinition", nil), evaluator.Services, "a service revision names no task definition"},
	} {
		for reading, read := range readings {
			odd := answering(endpointOf(t, wholeRegion(t)), c.action, c.change)
			state, err := read(opened(t, odd))
			if err != nil {
				t.Fatal(err)
			}
			checkLack(t, state.Regions[0], c.kind, "ecs:"+c.action+" gave an answer that can not be used in eu-west-1 of account 123456789012: ")
			checkLack(t, state.Regions[0], c.kind, c.reason)
			checkNoSecret(t, reading+" "+c.action, state.Regions[0])
		}
	}
}

// TestServicesThatVanish: a cluster may go between its list and those of what is
// in it, a deployment may end.
func TestServicesThatVanish(t *testing.T) {
	t.Parallel()
	for action, vanish := range map[string]func(*ecstest.Region){
		"ListServices":               func(r *ecstest.Region) { r.Clusters = r.Clusters[:1] },
		"DescribeServices":           func(r *ecstest.Region) { r.Clusters = r.Clusters[:1] },
		"DescribeServiceDeployments": func(r *ecstest.Region) { r.ServiceDeployments = nil },
	} {
		endpoint := endpointOf(t, wholeRegion(t))
		vanishing := awsAsked(endpoint, action, func(w http.ResponseWriter, r *http.Request, _ fields) {
			endpoint.Change(func(a *ecstest.Account) { vanish(a.Regions[here]) })
			endpoint.ServeHTTP(w, r)
		})
		region := snapshotOf(t, opened(t, vanishing), evaluator.Services)
		if got := region.Coverage[evaluator.Services]; !got.Complete {
			t.Errorf("%s: got %+v", action, got)
		}
	}
}

// TestSelection: what was not to be read is not covered, and what runs in
// clusters is not where some were not to be looked into.
func TestSelection(t *testing.T) {
	t.Parallel()
	session := opened(t, endpointOf(t, wholeRegion(t)))
	state, err := session.Snapshot(t.Context(), []string{here}, live.Selection{
		Kinds:    []evaluator.Kind{evaluator.Clusters, evaluator.Services, evaluator.RunningTasks, evaluator.Schedules},
		Clusters: func(name string) bool { return name == "prod" },
	})
	if err != nil {
		t.Fatal(err)
	}
	region := state.Regions[0]
	for _, kind := range evaluator.Kinds {
		switch kind {
		case evaluator.Clusters, evaluator.Schedules:
			if !region.Coverage[kind].Complete {
				t.Errorf("%s: got %+v", kind, region.Coverage[kind])
			}
		case evaluator.Services, evaluator.RunningTasks:
			checkLack(t, region, kind, "only some clusters were looked into (--cluster, --exclude-cluster)")
		default:
			checkLack(t, region, kind, "left out of the snapshot by choice (--exclude, --include)")
		}
	}
	if len(region.Clusters) != 2 || len(region.Services) != 3 || len(region.Tasks) != 2 || len(region.Schedules) != 1 || len(region.Families)+len(region.Rules) > 0 {
		t.Errorf("got %+v", region)
	}
	if unread := session.Summarize(state).Unread; len(unread) > 0 {
		t.Errorf("what nobody wanted is remarked: %q", unread)
	}
}

// TestCurrentRevisionNotRead: a service stands, of whose revision nothing is
// known, for a reason.
func TestCurrentRevisionNotRead(t *testing.T) {
	t.Parallel()
	endpoint := endpointOf(t, serviceRegion(t, steady("prod", "web", 9)))
	endpoint.Inject(ecstest.Denied("ecs:DescribeTaskDefinition"))
	region := collected(t, opened(t, endpoint), naming(evaluator.ServiceNeed{Cluster: "prod", Name: "web"}))
	if len(region.Services) != 1 || len(region.Families) != 1 || region.Families[0].Active.Len() > 0 || region.Families[0].Extent != evaluator.AskedOnly {
		t.Errorf("got %+v, %+v", region.Services, region.Families)
	}
	checkLack(t, region, evaluator.Families, "ecs:DescribeTaskDefinition is not permitted")
}
