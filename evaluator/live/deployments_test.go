package live_test

import (
	"net/http"
	"reflect"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// deployed is one entry of the history of web in prod, hours ago.
func deployed(t *testing.T, status string, hours, target int, sources ...int) ecstest.ServiceDeployment {
	t.Helper()
	d := ecstest.ServiceDeployment{
		Cluster: "prod", Service: "web", Status: status, CreatedAt: at(t, clock).Add(-time.Duration(hours) * time.Hour), Target: id("web", target),
	}
	for _, source := range sources {
		d.Sources = append(d.Sources, id("web", source))
	}
	return d
}

// rolling is a service on its way from web:8 to web:9.
func rolling() evaluator.Service {
	s := steady("prod", "web", 9)
	s.Deployments = []evaluator.Deployment{
		{Status: "PRIMARY", RolloutState: "IN_PROGRESS", Revision: id("web", 9)}, {Status: "ACTIVE", RolloutState: "COMPLETED", Revision: id("web", 8)},
	}
	return s
}

// held is what of a service only its service deployments tell.
type held struct{ sources, targets []evaluator.RevisionID }

// heldBy reads the services and roll-back targets of the account, because web is
// to be retired, and returns what web in prod holds.
func heldBy(t *testing.T, handler http.Handler) held {
	t.Helper()
	region := collected(t, opened(t, handler), needOf(func(n *evaluator.Need) {
		n.Holders, n.Retired = []evaluator.Kind{evaluator.RollbackTargets, evaluator.Services}, []evaluator.RevisionID{id("web", 1)}
	}))
	for _, kind := range []evaluator.Kind{evaluator.Services, evaluator.RollbackTargets, evaluator.Clusters} {
		if !region.Coverage[kind].Complete {
			t.Errorf("%s are not covered: %s", kind, region.Coverage[kind].Reason)
		}
	}
	for _, s := range region.Services {
		if s.Cluster == "prod" && s.Name == "web" {
			return held{s.Sources, s.RollbackTargets}
		}
	}
	t.Fatalf("web is not among %+v", region.Services)
	return held{}
}

func revisions(numbers ...int) []evaluator.RevisionID {
	var ids []evaluator.RevisionID
	for _, n := range numbers {
		ids = append(ids, id("web", n))
	}
	return ids
}

func TestSourcesAndTargets(t *testing.T) {
	t.Parallel()
	external := evaluator.Service{Cluster: "prod", Name: "web", Status: evaluator.Active, DeploymentController: "EXTERNAL", TaskSets: []evaluator.TaskSet{
		{ID: "1", Status: "PRIMARY", Revision: id("web", 9)}, {ID: "2", Status: "ACTIVE", Revision: id("web", 8)},
	}}
	for name, c := range map[string]struct {
		service evaluator.Service
		history []ecstest.ServiceDeployment
		want    held
	}{
		"no history": {steady("prod", "web", 9), nil, held{}},
		"steady": {steady("prod", "web", 9), []ecstest.ServiceDeployment{
			deployed(t, "SUCCESSFUL", 1, 9, 8), deployed(t, "SUCCESSFUL", 2, 8, 7), deployed(t, "SUCCESSFUL", 3, 7),
		}, held{nil, revisions(8, 7)}},
		"failed deployments brought nothing": {steady("prod", "web", 9), []ecstest.ServiceDeployment{
			deployed(t, "SUCCESSFUL", 1, 9, 7), deployed(t, "ROLLBACK_SUCCESSFUL", 2, 8, 7), deployed(t, "STOPPED", 3, 6, 7), deployed(t, "SUCCESSFUL", 4, 7),
		}, held{nil, revisions(7)}},
		"redeployed again and again": {steady("prod", "web", 9), []ecstest.ServiceDeployment{
			deployed(t, "SUCCESSFUL", 1, 9, 9), deployed(t, "SUCCESSFUL", 2, 9, 9), deployed(t, "SUCCESSFUL", 3, 9, 9), deployed(t, "SUCCESSFUL", 4, 9, 9),
			deployed(t, "SUCCESSFUL", 5, 9, 9), deployed(t, "SUCCESSFUL", 6, 9, 5), deployed(t, "SUCCESSFUL", 7, 5),
		}, held{nil, revisions(5)}},
		"never anything else": {steady("prod", "web", 9), []ecstest.ServiceDeployment{
			deployed(t, "SUCCESSFUL", 1, 9, 9), deployed(t, "SUCCESSFUL", 2, 9, 9), deployed(t, "SUCCESSFUL", 3, 9, 9), deployed(t, "SUCCESSFUL", 4, 9, 9), deployed(t, "SUCCESSFUL", 5, 9),
		}, held{}},
		"in progress": {rolling(), []ecstest.ServiceDeployment{
			deployed(t, "IN_PROGRESS", 1, 9, 8), deployed(t, "SUCCESSFUL", 2, 8, 7), deployed(t, "SUCCESSFUL", 3, 7),
		}, held{revisions(8), revisions(8, 7)}},
		"from two": {rolling(), []ecstest.ServiceDeployment{
			deployed(t, "IN_PROGRESS", 1, 9, 8, 7), deployed(t, "SUCCESSFUL", 3, 8),
		}, held{revisions(7, 8), revisions(8)}},
		// ECS names no current deployment before it begins.
		"pending":            {rolling(), []ecstest.ServiceDeployment{deployed(t, "PENDING", 1, 9, 8), deployed(t, "SUCCESSFUL", 2, 8)}, held{revisions(8), revisions(8)}},
		"going back":         {rolling(), []ecstest.ServiceDeployment{deployed(t, "ROLLBACK_IN_PROGRESS", 1, 9, 8)}, held{revisions(8), nil}},
		"to be stopped":      {rolling(), []ecstest.ServiceDeployment{deployed(t, "STOP_REQUESTED", 1, 9, 8)}, held{revisions(8), nil}},
		"first of all":       {rolling(), []ecstest.ServiceDeployment{deployed(t, "IN_PROGRESS", 1, 9)}, held{}},
		"before histories":   {rolling(), nil, held{}},
		"another deploys it": {external, nil, held{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			region := serviceRegion(t, c.service, steady("staging", "other", 9))
			region.ServiceDeployments = c.history
			for _, size := range []int{0, 1} {
				endpoint := endpointOf(t, region)
				endpoint.PageSize(size)
				if got := heldBy(t, endpoint); !reflect.DeepEqual(got, c.want) {
					t.Errorf("pages of %d: got %+v, want %+v", size, got, c.want)
				}
			}
		})
	}
}

// TestOverMeanwhile: a deployment that has ended goes back nowhere.
func TestOverMeanwhile(t *testing.T) {
	t.Parallel()
	region := serviceRegion(t, rolling())
	region.ServiceDeployments = []ecstest.ServiceDeployment{deployed(t, "IN_PROGRESS", 1, 9, 8)}
	over := answering(endpointOf(t, region), "DescribeServiceDeployments", func(answer fields) {
		answer.list("serviceDeployments")[0]["status"] = "SUCCESSFUL"
	})
	if got := heldBy(t, over); len(got.sources) != 0 {
		t.Errorf("got %+v", got)
	}
}

// TestOldestFirst: nothing says in which order deployments are listed.
func TestOldestFirst(t *testing.T) {
	t.Parallel()
	region := serviceRegion(t, steady("prod", "web", 9))
	for revision := 5; revision <= 9; revision++ {
		region.ServiceDeployments = append(region.ServiceDeployments, deployed(t, "SUCCESSFUL", 10-revision, revision))
	}
	if got, want := heldBy(t, endpointOf(t, region)).targets, revisions(8, 7, 6); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestTaskSetsOfTheirOwn: what DescribeServices does not show of task sets,
// DescribeTaskSets does.
func TestTaskSetsOfTheirOwn(t *testing.T) {
	t.Parallel()
	for _, controller := range []string{"EXTERNAL", "CODE_DEPLOY"} {
		sets := []evaluator.TaskSet{{ID: "1", Status: "PRIMARY", Revision: id("web", 9)}, {ID: "2", Status: "ACTIVE", Revision: id("web", 8)}}
		endpoint := endpointOf(t, serviceRegion(t, evaluator.Service{
			Cluster: "prod", Name: "web", Status: evaluator.Active, DeploymentController: controller, TaskSets: sets,
		}))
		hiding := answering(endpoint, "DescribeServices", func(answer fields) { delete(answer.list("services")[0], "taskSets") })
		region := collected(t, opened(t, hiding), naming(evaluator.ServiceNeed{Cluster: "prod", Name: "web"}))
		if got := region.Services[0].TaskSets; !reflect.DeepEqual(got, sets) {
			t.Errorf("%s: got %+v", controller, got)
		}
	}
}

// TestTargetsOfNamedServices: a launch that could not go back asks for them, and
// of other services nobody does.
func TestTargetsOfNamedServices(t *testing.T) {
	t.Parallel()
	region := serviceRegion(t, steady("prod", "web", 9), steady("prod", "api", 9))
	region.ServiceDeployments = []ecstest.ServiceDeployment{deployed(t, "SUCCESSFUL", 1, 9, 3), deployed(t, "SUCCESSFUL", 2, 3)}
	endpoint := endpointOf(t, region)
	found := collected(t, opened(t, endpoint), naming(evaluator.ServiceNeed{Cluster: "prod", Name: "web", Targets: true}))
	if got, want := found.Services[0].RollbackTargets, revisions(3); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := found.Families; len(got) != 1 || got[0].Active.String() != "9" || got[0].Inactive.String() != "3" {
		t.Errorf("their statuses: got %+v", got)
	}
	if got := requested(endpoint, "ecs:ListServiceDeployments"); got != 1 {
		t.Errorf("the deployments of %d services were listed", got)
	}
}
