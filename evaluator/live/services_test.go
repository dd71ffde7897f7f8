package live_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// steady is a service of ECS that runs one revision.
func steady(cluster, name string, revision int) evaluator.Service {
	return evaluator.Service{
		Cluster: cluster, Name: name, Status: evaluator.Active, DeploymentController: "ECS", DesiredCount: 2, Revision: id("web", revision),
		Deployments: []evaluator.Deployment{{Status: "PRIMARY", RolloutState: "COMPLETED", Revision: id("web", revision)}},
	}
}

func changed(s evaluator.Service, change func(*evaluator.Service)) evaluator.Service {
	change(&s)
	return s
}

// serviceRegion has two clusters, and the family that the services run.
func serviceRegion(t *testing.T, services ...evaluator.Service) ecstest.Region {
	t.Helper()
	return ecstest.Region{
		Families: []evaluator.Family{{Name: "web", Active: ranges(t, "5-9"), Inactive: ranges(t, "1-4")}},
		Clusters: []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}, {Name: "staging", Status: evaluator.Active}, {Name: "old", Status: evaluator.Inactive}},
		Services: services,
	}
}

// naming needs services, written "cluster" and "name", and their clusters.
func naming(services ...evaluator.ServiceNeed) evaluator.Need {
	return needOf(func(n *evaluator.Need) {
		n.Services = services
		for _, s := range services {
			n.Clusters = append(n.Clusters, s.Cluster)
		}
		slices.Sort(n.Clusters)
		n.Clusters = slices.Compact(n.Clusters)
	})
}

// TestService: what an answer says of one service.
func TestService(t *testing.T) {
	t.Parallel()
	web := steady("prod", "web", 9)
	for name, s := range map[string]evaluator.Service{
		"steady":           web,
		"scaled to zero":   changed(web, func(s *evaluator.Service) { s.DesiredCount = 0 }),
		"on INACTIVE":      steady("prod", "web", 2),
		"of Express":       changed(web, func(s *evaluator.Service) { s.ManagedBy = "ECS" }),
		"no roll-out said": changed(web, func(s *evaluator.Service) { s.Deployments[0].RolloutState = "" }),
		"rolling out": changed(web, func(s *evaluator.Service) {
			s.Deployments = []evaluator.Deployment{
				{Status: "PRIMARY", RolloutState: "IN_PROGRESS", Revision: id("web", 9)}, {Status: "ACTIVE", RolloutState: "COMPLETED", Revision: id("web", 8)},
			}
		}),
		"DRAINING": changed(web, func(s *evaluator.Service) { s.Status, s.DesiredCount = evaluator.Draining, 0 }),
		"INACTIVE": changed(web, func(s *evaluator.Service) { s.Status, s.Deployments = evaluator.Inactive, nil }),
		"MISSING":  {Cluster: "prod", Name: "web", Status: evaluator.Missing},
		"EXTERNAL": {Cluster: "prod", Name: "web", Status: evaluator.Active, DeploymentController: "EXTERNAL", DesiredCount: 1, TaskSets: []evaluator.TaskSet{
			{ID: "ecs-svc/1", Status: "PRIMARY", Revision: id("web", 8)}, {ID: "ecs-svc/2", Status: "ACTIVE", Revision: id("web", 9)}, {ID: "ecs-svc/3", Status: "DRAINING", Revision: id("web", 2)},
		}},
		"EXTERNAL, empty": {Cluster: "prod", Name: "web", Status: evaluator.Active, DeploymentController: "EXTERNAL"},
		"CODE_DEPLOY": changed(web, func(s *evaluator.Service) {
			s.DeploymentController, s.Deployments = "CODE_DEPLOY", nil
			s.TaskSets = []evaluator.TaskSet{{ID: "ecs-svc/1", Status: "PRIMARY", Revision: id("web", 9)}}
		}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint := endpointOf(t, serviceRegion(t, s))
			region := collected(t, opened(t, endpoint), naming(evaluator.ServiceNeed{Cluster: "prod", Name: "web"}))
			if want := []evaluator.Service{s}; !reflect.DeepEqual(region.Services, want) {
				t.Errorf("got\n%+v\nwant\n%+v", region.Services, want)
			}
			if want := []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}}; !reflect.DeepEqual(region.Clusters, want) {
				t.Errorf("got clusters %+v", region.Clusters)
			}
			checkLack(t, region, evaluator.Services, "only what the change names was read")
			checkCurrent(t, region, s)
		})
	}
}

// checkCurrent checks that of what a service runs the status is known, and of
// nothing else.
func checkCurrent(t *testing.T, region *evaluator.Region, s evaluator.Service) {
	t.Helper()
	want := map[int]bool{s.Revision.Revision: true}
	if s.DeploymentController == "EXTERNAL" && len(s.TaskSets) > 0 {
		want = map[int]bool{8: true}
	}
	delete(want, 0)
	got := map[int]bool{}
	for _, f := range region.Families {
		for _, n := range slices.Concat(f.Active.Numbers(), f.Inactive.Numbers()) {
			got[n] = true
		}
		if f.Extent != evaluator.AskedOnly {
			t.Errorf("got %+v", f)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got revisions %v, want %v", got, want)
	}
}

// TestServicesByCluster: one call tells of ten services of one cluster.
func TestServicesByCluster(t *testing.T) {
	t.Parallel()
	var services []evaluator.Service
	var needs []evaluator.ServiceNeed
	for i := range 21 {
		for _, in := range []string{"prod", "staging"} {
			s := steady(in, fmt.Sprintf("svc-%02d", i), 9)
			services = append(services, s)
			needs = append(needs, evaluator.ServiceNeed{Cluster: in, Name: s.Name})
		}
	}
	needs = append(needs, evaluator.ServiceNeed{Cluster: "none", Name: "svc-00"}, evaluator.ServiceNeed{Cluster: "old", Name: "svc-00"})
	endpoint := endpointOf(t, serviceRegion(t, services...))
	region := collected(t, opened(t, endpoint), naming(needs...))
	missing := 0
	for _, s := range region.Services {
		if s.Status == evaluator.Missing {
			missing++
		}
	}
	if len(region.Services) != 44 || missing != 2 {
		t.Errorf("got %d services, %d of them MISSING", len(region.Services), missing)
	}
	wanted := map[string]evaluator.Status{"none": evaluator.Missing, "old": evaluator.Inactive, "prod": evaluator.Active, "staging": evaluator.Active}
	got := map[string]evaluator.Status{}
	for _, c := range region.Clusters {
		got[c.Name] = c.Status
	}
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("got clusters %v, want %v", got, wanted)
	}
	if got, want := requested(endpoint, "ecs:DescribeServices"), 3+3+1+1; got != want {
		t.Errorf("got %d calls, want %d", got, want)
	}
	if got := requested(endpoint, "ecs:DescribeTaskDefinition"); got != 1 {
		t.Errorf("the one revision was described %d times", got)
	}
}

// TestServicesNotSaid: an answer that does not say it takes a service out of
// what is known, and never says that it is not there.
func TestServicesNotSaid(t *testing.T) {
	t.Parallel()
	const api = "arn:aws:ecs:eu-west-1:123456789012:service/prod/api"
	leftOut := func(answer fields) { answer["services"] = []any{} }
	first := func(change func(fields)) func(fields) {
		return func(answer fields) { change(answer.list("services")[0]) }
	}
	for name, c := range map[string]struct {
		change func(fields)
		reason string
	}{
		"left out":        {leftOut, `it does not say what service "api" is`},
		"another failure": {func(a fields) { leftOut(a); a["failures"] = []any{fields{"arn": api, "reason": "secret"}} }, `it does not say what service "api" is`},
		"another's failure": {func(a fields) {
			leftOut(a)
			a["failures"] = []any{fields{"arn": "arn:aws:ecs:eu-west-1:123456789012:service/prod/other", "reason": "MISSING"}}
		}, `it does not say what service "api" is`},
		"no status":         {first(func(s fields) { s["status"] = "secret" }), `of service "api" it gives no status that is known`},
		"no revision":       {first(func(s fields) { s["taskDefinition"] = "secret" }), `of service "api" it names no revision as its task definition`},
		"a family":          {first(func(s fields) { s["taskDefinition"] = tasks + "web" }), `of service "api" it names no revision as its task definition`},
		"nothing":           {first(func(s fields) { delete(s, "taskDefinition") }), `of service "api" it names no task definition`},
		"a deployment":      {first(func(s fields) { s.list("deployments")[0]["taskDefinition"] = "" }), `of service "api" it names no revision as its deployment`},
		"a task set":        {first(func(s fields) { s["taskSets"] = []any{fields{"id": "secret"}} }), `of service "api" it names no revision as its task set`},
		"numbers for texts": {first(func(s fields) { s["status"] = 42 }), "ecs:DescribeServices gave an answer that can not be read"},
	} {
		endpoint := endpointOf(t, serviceRegion(t, steady("prod", "api", 9), steady("staging", "web", 8)))
		odd := answering(endpoint, "DescribeServices", func(answer fields) {
			if slices.ContainsFunc(answer.list("services"), func(s fields) bool { return s["serviceName"] == "api" }) {
				c.change(answer)
			}
		})
		region := collected(t, opened(t, odd), naming(evaluator.ServiceNeed{Cluster: "prod", Name: "api"}, evaluator.ServiceNeed{Cluster: "staging", Name: "web"}))
		if len(region.Services) != 1 || region.Services[0].Name != "web" {
			t.Errorf("%s: got %+v", name, region.Services)
		}
		checkLack(t, region, evaluator.Services, c.reason)
		checkNoSecret(t, name, region)
	}
}
