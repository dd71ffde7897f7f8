package live_test

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

func running(cluster, service, family string, revision, count int) evaluator.Tasks {
	return evaluator.Tasks{Cluster: cluster, Service: service, Revision: id(family, revision), Count: count}
}

// taskRegion has tasks of every kind of two families.
func taskRegion(t *testing.T) ecstest.Region {
	t.Helper()
	region := serviceRegion(t, steady("prod", "web", 9))
	region.Tasks = []evaluator.Tasks{
		running("prod", "", "job", 1, 2), running("prod", "", "web", 9, 1), running("prod", "web", "web", 9, 150), running("staging", "web", "web", 9, 1),
	}
	region.StoppingTasks = []evaluator.Tasks{running("prod", "", "web", 7, 3), running("prod", "web", "web", 9, 10), running("staging", "", "job", 1, 1)}
	region.StoppedTasks = []evaluator.Tasks{running("prod", "", "web", 6, 5), running("prod", "web", "web", 8, 5)}
	return region
}

// taskNeed retires a revision of each family.
func taskNeed(families ...string) evaluator.Need {
	return needOf(func(n *evaluator.Need) {
		n.Holders = []evaluator.Kind{evaluator.RunningTasks}
		for _, family := range families {
			n.Retired = append(n.Retired, id(family, 1))
		}
	})
}

// TestTasks: those that are to stop run as well, and those that have stopped do
// not; only the families that are to be retired matter.
func TestTasks(t *testing.T) {
	t.Parallel()
	web := []evaluator.Tasks{
		running("prod", "", "web", 7, 3), running("prod", "", "web", 9, 1), running("prod", "web", "web", 9, 160), running("staging", "web", "web", 9, 1),
	}
	job := []evaluator.Tasks{running("prod", "", "job", 1, 2), running("staging", "", "job", 1, 1)}
	both := []evaluator.Tasks{job[0], web[0], web[1], web[2], job[1], web[3]}
	for name, c := range map[string]struct {
		families []string
		want     []evaluator.Tasks
		lists    int // of two clusters, by two statuses
	}{
		"one family":           {[]string{"web"}, web, 4},
		"two":                  {[]string{"job", "web"}, both, 8},
		"more, listed as one":  {[]string{"a", "b", "c", "d", "web"}, web, 4},
		"one of which no runs": {[]string{"a"}, []evaluator.Tasks{}, 4},
		"all":                  {nil, both, 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint := endpointOf(t, taskRegion(t))
			for _, size := range []int{100, 7} {
				endpoint.ResetLog()
				endpoint.PageSize(size)
				region := collected(t, opened(t, endpoint), taskNeed(c.families...))
				if !reflect.DeepEqual(region.Tasks, c.want) || !region.Coverage[evaluator.RunningTasks].Complete {
					t.Errorf("pages of %d: got\n%+v %+v\nwant\n%+v", size, region.Tasks, region.Coverage[evaluator.RunningTasks], c.want)
				}
				first := 0
				for _, request := range endpoint.Requests() {
					if request.Action == "ecs:ListTasks" && request.Parameters["nextToken"] == nil {
						first++
					}
				}
				if first != c.lists {
					t.Errorf("pages of %d: %d lists, want %d", size, first, c.lists)
				}
			}
		})
	}
}

// TestDrainingServices: no list names them while they drain, but their tasks do,
// which are looked for where a cluster counts such services, or does not tell.
func TestDrainingServices(t *testing.T) {
	t.Parallel()
	draining := changed(steady("prod", "old", 4), func(s *evaluator.Service) { s.Status, s.DesiredCount = evaluator.Draining, 0 })
	region := serviceRegion(t, steady("prod", "web", 9), draining)
	region.StoppingTasks = []evaluator.Tasks{running("prod", "old", "web", 4, 1), running("prod", "gone", "web", 4, 1)}
	all := map[string]evaluator.Status{"web": evaluator.Active, "old": evaluator.Draining, "gone": evaluator.Missing}
	for name, c := range map[string]struct {
		holders []evaluator.Kind
		count   string
		denied  string
		want    map[string]evaluator.Status
		lists   int
	}{
		"with the tasks":       {[]evaluator.Kind{evaluator.Services, evaluator.RunningTasks}, "0", "none", all, 4},
		"a cluster counts one": {[]evaluator.Kind{evaluator.Services}, "1", "none", all, 2},
		"none counts one":      {[]evaluator.Kind{evaluator.Services}, "0", "none", map[string]evaluator.Status{"web": evaluator.Active}, 0},
		"nobody tells":         {[]evaluator.Kind{evaluator.Services}, "0", "ecs:DescribeClusters", all, 4},
		"tasks alone":          {[]evaluator.Kind{evaluator.RunningTasks}, "1", "none", map[string]evaluator.Status{}, 4},
	} {
		endpoint := endpointOf(t, region)
		endpoint.Inject(ecstest.Denied(c.denied))
		need := taskNeed("web")
		need.Holders = c.holders
		found := collected(t, opened(t, counting(endpoint, "prod", c.count)), need)
		got := map[string]evaluator.Status{}
		for _, s := range found.Services {
			got[s.Name] = s.Status
		}
		if !reflect.DeepEqual(got, c.want) || requested(endpoint, "ecs:ListTasks") != c.lists {
			t.Errorf("%s: got %v by %d lists of tasks, want %v by %d", name, got, requested(endpoint, "ecs:ListTasks"), c.want, c.lists)
		}
		for _, kind := range c.holders {
			if !found.Coverage[kind].Complete {
				t.Errorf("%s: %s: got %+v", name, kind, found.Coverage[kind])
			}
		}
	}
}

// counting lets a cluster count services that drain, and the others none.
func counting(endpoint http.Handler, cluster, count string) http.Handler {
	return answering(endpoint, "DescribeClusters", func(answer fields) {
		for _, entry := range answer.list("clusters") {
			value := "0"
			if entry["clusterName"] == cluster {
				value = count
			}
			entry["statistics"] = []any{fields{"name": "runningFargateTasksCount", "value": "9"}, fields{"name": "drainingFargateServiceCount", "value": value}}
		}
	})
}

// TestTasksNotSaid: tasks of which nothing is said are not counted as none.
func TestTasksNotSaid(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(fields)
		reason string
	}{
		"left out": {func(a fields) { a["tasks"] = a["tasks"].([]any)[1:] }, "it leaves out tasks that it was asked for"},
		"another failure": {func(a fields) {
			a["tasks"], a["failures"] = []any{}, []any{fields{"arn": "secret", "reason": "secret"}}
		}, "it fails for a task"},
		"no revision":       {func(a fields) { a.list("tasks")[0]["taskDefinitionArn"] = "secret" }, "a task names no revision"},
		"numbers for texts": {func(a fields) { a.list("tasks")[0]["lastStatus"] = 42 }, "gave an answer that can not be read"},
	} {
		odd := answering(endpointOf(t, taskRegion(t)), "DescribeTasks", c.change)
		region := collected(t, opened(t, odd), taskNeed("web"))
		checkLack(t, region, evaluator.RunningTasks, "ecs:DescribeTasks gave an answer that can not be")
		checkLack(t, region, evaluator.RunningTasks, c.reason)
		checkNoSecret(t, name, region)
	}
}

// TestTasksThatVanish: what has gone between its list and its description does
// not run, be it tasks or the cluster.
func TestTasksThatVanish(t *testing.T) {
	t.Parallel()
	for name, vanish := range map[string]func(*ecstest.Region){
		"tasks":   func(r *ecstest.Region) { r.Tasks, r.StoppingTasks, r.StoppedTasks = nil, nil, nil },
		"cluster": func(r *ecstest.Region) { r.Clusters = nil },
	} {
		for _, action := range []string{"ListTasks", "DescribeTasks"} {
			region := taskRegion(t)
			region.Tasks = region.Tasks[:2] // one page
			endpoint := endpointOf(t, region)
			vanishing := awsAsked(endpoint, action, func(w http.ResponseWriter, r *http.Request, _ fields) {
				endpoint.Change(func(a *ecstest.Account) { vanish(a.Regions[here]) })
				endpoint.ServeHTTP(w, r)
			})
			found := collected(t, opened(t, vanishing), taskNeed("web"))
			if len(found.Tasks) != 0 || !found.Coverage[evaluator.RunningTasks].Complete {
				t.Errorf("%s before %s: got %+v, %+v", name, action, found.Tasks, found.Coverage[evaluator.RunningTasks])
			}
		}
	}
}
