package live_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// blue is a service that CodeDeploy deploys and that runs web:9.
func blue() evaluator.Service {
	return evaluator.Service{
		Cluster: "prod", Name: "blue", Status: evaluator.Active, DeploymentController: "CODE_DEPLOY",
		TaskSets: []evaluator.TaskSet{{ID: "1", Status: "PRIMARY", Revision: id("web", 9)}},
	}
}

// appSpec deploys a revision.
func appSpec(revision int) string {
	return fmt.Sprintf(`{"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {
		"TaskDefinition": "arn:aws:ecs:%s:%s:task-definition/web:%d", "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": 80}}}}]}`, here, account, revision)
}

// deploying is the application of CodeDeploy that deploys to a service.
func deploying(cluster, service string, deployments ...ecstest.CodeDeployment) ecstest.Application {
	group := ecstest.DeploymentGroup{Name: service, Cluster: cluster, Service: service, Deployments: deployments}
	return ecstest.Application{Name: "app-" + cluster, Groups: []ecstest.DeploymentGroup{{Name: "other", Cluster: cluster, Service: "other"}, group}}
}

// rollout is a deployment so many days ago.
func rollout(t *testing.T, days, revision int) ecstest.CodeDeployment {
	t.Helper()
	return ecstest.CodeDeployment{CreatedAt: at(t, clock).AddDate(0, 0, -days), AppSpec: appSpec(revision)}
}

// blueOf asks for what services that run web would go back to.
func blueOf(t *testing.T, handler http.Handler) (evaluator.Service, evaluator.Coverage) {
	t.Helper()
	need := needOf(func(n *evaluator.Need) {
		n.Retired, n.Holders = revisions(1), []evaluator.Kind{evaluator.Services, evaluator.RollbackTargets}
	})
	found := opened(t, handler).Collect(t.Context(), []evaluator.Need{need}).Regions[0]
	i := slices.IndexFunc(found.Services, func(s evaluator.Service) bool { return s.Name == "blue" })
	if i < 0 {
		t.Fatal("the service was not read")
	}
	return found.Services[i], found.Coverage[evaluator.RollbackTargets]
}

// TestCodeDeployTargets: what CodeDeploy would redeploy is what it deployed before
// to the group that names the service, however long ago and in whatever order it
// says so.
func TestCodeDeployTargets(t *testing.T) {
	t.Parallel()
	with := func(d ecstest.CodeDeployment, change func(*ecstest.CodeDeployment)) ecstest.CodeDeployment {
		change(&d)
		return d
	}
	text := func(days int, spec string) ecstest.CodeDeployment {
		return ecstest.CodeDeployment{CreatedAt: at(t, clock).AddDate(0, 0, -days), AppSpec: spec}
	}
	s3 := func(d *ecstest.CodeDeployment) { d.RevisionType = "S3" }
	for name, c := range map[string]struct {
		deployments []ecstest.CodeDeployment
		target      int
		unread      string
	}{
		"the one before":         {[]ecstest.CodeDeployment{rollout(t, 0, 9), rollout(t, 1, 4), rollout(t, 2, 8)}, 4, ""},
		"oldest listed first":    {[]ecstest.CodeDeployment{rollout(t, 3, 8), rollout(t, 2, 7), rollout(t, 1, 5), rollout(t, 0, 9)}, 5, ""},
		"weeks between":          {[]ecstest.CodeDeployment{rollout(t, 2, 9), rollout(t, 40, 7)}, 7, ""},
		"a year between":         {[]ecstest.CodeDeployment{rollout(t, 2, 9), rollout(t, 800, 3)}, 3, ""},
		"the same again":         {[]ecstest.CodeDeployment{rollout(t, 0, 9), rollout(t, 1, 9), rollout(t, 2, 6)}, 6, ""},
		"nothing else":           {[]ecstest.CodeDeployment{rollout(t, 0, 9)}, 0, ""},
		"never deployed":         {nil, 0, ""},
		"failed and stopped":     {[]ecstest.CodeDeployment{rollout(t, 0, 9), with(rollout(t, 1, 8), func(d *ecstest.CodeDeployment) { d.Status = "Failed" }), with(rollout(t, 2, 7), func(d *ecstest.CodeDeployment) { d.Status = "Stopped" }), rollout(t, 3, 6)}, 6, ""},
		"under way":              {[]ecstest.CodeDeployment{with(rollout(t, 0, 10), func(d *ecstest.CodeDeployment) { d.Status = "InProgress" }), rollout(t, 1, 9), rollout(t, 2, 6)}, 6, ""},
		"by the old type":        {[]ecstest.CodeDeployment{rollout(t, 0, 9), with(rollout(t, 1, 5), func(d *ecstest.CodeDeployment) { d.RevisionType = "String" })}, 5, ""},
		"YAML, small letters":    {[]ecstest.CodeDeployment{text(0, "version: 0.0\nresources:\n  - svc:\n      type: AWS::ECS::Service\n      properties:\n        taskDefinition: web:4\n")}, 4, ""},
		"current in S3":          {[]ecstest.CodeDeployment{with(rollout(t, 0, 9), s3), rollout(t, 1, 8)}, 0, "CodeDeploy was given an AppSpec that lies in S3"},
		"the one before in S3":   {[]ecstest.CodeDeployment{rollout(t, 0, 9), with(rollout(t, 1, 4), s3)}, 0, "CodeDeploy was given an AppSpec that lies in S3"},
		"older ones in S3":       {[]ecstest.CodeDeployment{rollout(t, 0, 9), rollout(t, 1, 8), with(rollout(t, 2, 4), s3)}, 8, ""},
		"from GitHub":            {[]ecstest.CodeDeployment{with(rollout(t, 0, 9), func(d *ecstest.CodeDeployment) { d.RevisionType = "GitHub" })}, 0, "CodeDeploy was given an AppSpec that lies elsewhere"},
		"a family":               {[]ecstest.CodeDeployment{text(0, strings.Replace(appSpec(9), "web:9", "web", 1))}, 0, "an AppSpec that CodeDeploy keeps names no revision"},
		"two services":           {[]ecstest.CodeDeployment{text(0, `{"Resources": [{"a": {"Properties": {"TaskDefinition": "web:1"}}}, {"b": {"Properties": {"TaskDefinition": "web:2"}}}]}`)}, 0, "an AppSpec that CodeDeploy keeps names no revision"},
		"no AppSpec":             {[]ecstest.CodeDeployment{text(0, "[")}, 0, "an AppSpec that CodeDeploy keeps is not legible"},
		"an AppSpec of nothing":  {[]ecstest.CodeDeployment{text(0, "null")}, 0, "an AppSpec that CodeDeploy keeps is not legible"},
		"a second, empty text":   {[]ecstest.CodeDeployment{text(0, "Resources:\n  - a:\n      Properties:\n        TaskDefinition: |\n          web:4\n---\n")}, 4, ""},
		"hundreds of the same":   {append(slices.Repeat([]ecstest.CodeDeployment{rollout(t, 1, 9)}, 300), rollout(t, 2, 2)), 2, ""},
		"more than one can read": {slices.Repeat([]ecstest.CodeDeployment{rollout(t, 1, 9)}, 1001), 0, "CodeDeploy deployed to it more than 1000 times"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			region := serviceRegion(t, blue())
			region.Applications = []ecstest.Application{deploying("prod", "blue", c.deployments...)}
			got, coverage := blueOf(t, endpointOf(t, region))
			var want []evaluator.RevisionID
			if c.target > 0 {
				want = revisions(c.target)
			}
			if !slices.Equal(got.RollbackTargets, want) || got.TargetsUnread != c.unread || !coverage.Complete {
				t.Errorf("got %v, %q, %+v, want %v, %q", got.RollbackTargets, got.TargetsUnread, coverage, want, c.unread)
			}
		})
	}
}

// TestCodeDeployUnderWay: what a deployment will bring is needed before it has a task
// set; what is over, or failed, brings nothing.
func TestCodeDeployUnderWay(t *testing.T) {
	t.Parallel()
	for status, needed := range map[string]bool{
		"Created": true, "Queued": true, "InProgress": true, "Ready": true, "Baking": true, "Succeeded": false, "Failed": false, "Stopped": false,
	} {
		region := serviceRegion(t, blue())
		bringing := rollout(t, 0, 4)
		bringing.Status = status
		region.Applications = []ecstest.Application{deploying("prod", "blue", rollout(t, 1, 9), bringing)}
		got, _ := blueOf(t, endpointOf(t, region))
		under := slices.ContainsFunc(got.Deployments, func(d evaluator.Deployment) bool {
			return d.Revision == id("web", 4) && d.RolloutState == "IN_PROGRESS"
		})
		if under != needed {
			t.Errorf("%s: got %+v, want web:4 under way: %t", status, got.Deployments, needed)
		}
	}
}

// TestManyOfOneAppSpec: what many deployments brought is read once.
func TestManyOfOneAppSpec(t *testing.T) {
	t.Parallel()
	region := serviceRegion(t, blue())
	region.Applications = []ecstest.Application{deploying("prod", "blue", append(slices.Repeat([]ecstest.CodeDeployment{rollout(t, 1, 9)}, 300), rollout(t, 20, 2))...)}
	endpoint := endpointOf(t, region)
	if got, _ := blueOf(t, endpoint); !slices.Equal(got.RollbackTargets, revisions(2)) {
		t.Errorf("got %+v", got)
	}
	if got := requested(endpoint, "codedeploy:GetApplicationRevision"); got != 2 {
		t.Errorf("got %d calls for 2 AppSpecs", got)
	}
}

// TestDeploymentGroups: only a group that names the service, in its cluster,
// deploys to it; several may.
func TestDeploymentGroups(t *testing.T) {
	t.Parallel()
	before := deploying("prod", "blue", rollout(t, 5, 9), rollout(t, 6, 3))
	before.Name = "before"
	for name, c := range map[string]struct {
		applications []ecstest.Application
		target       int
	}{
		"none":          {nil, 0},
		"other cluster": {[]ecstest.Application{deploying("staging", "blue", rollout(t, 1, 4))}, 0},
		"Lambda":        {[]ecstest.Application{{Name: "functions", Platform: "Lambda", Groups: deploying("prod", "blue", rollout(t, 1, 4)).Groups}}, 0},
		"two":           {[]ecstest.Application{before, deploying("prod", "blue", rollout(t, 3, 9), rollout(t, 4, 5))}, 5},
		"by ARN":        {[]ecstest.Application{deploying(fmt.Sprintf("arn:aws:ecs:%s:%s:cluster/prod", here, account), "blue", rollout(t, 1, 4))}, 4},
	} {
		region := serviceRegion(t, blue())
		region.Applications = c.applications
		got, coverage := blueOf(t, endpointOf(t, region))
		if c.target > 0 && !slices.Equal(got.RollbackTargets, revisions(c.target)) || c.target == 0 && len(got.RollbackTargets) > 0 || !coverage.Complete {
			t.Errorf("%s: got %v, %+v, want web:%d", name, got.RollbackTargets, coverage, c.target)
		}
	}
}

// TestOnlyWhereCodeDeployDeploys: nobody needs permissions for CodeDeploy whose
// services ECS deploys; who does without them is told what is missing.
func TestOnlyWhereCodeDeployDeploys(t *testing.T) {
	t.Parallel()
	idle := changed(steady("prod", "blue", 9), func(s *evaluator.Service) { s.RollbackTargets = nil })
	endpoint := endpointOf(t, serviceRegion(t, idle))
	endpoint.Inject(ecstest.Denied("codedeploy:*"))
	if _, coverage := blueOf(t, endpoint); !coverage.Complete {
		t.Errorf("ECS deploys: got %+v", coverage)
	}
	endpoint = endpointOf(t, serviceRegion(t, blue()))
	endpoint.Inject(ecstest.Denied("codedeploy:*"))
	if _, coverage := blueOf(t, endpoint); !strings.HasPrefix(coverage.Reason, "codedeploy:ListApplications is not permitted") {
		t.Errorf("CodeDeploy deploys: got %+v", coverage)
	}
}

// TestOpenTarget: the line on what was read names what no permission would tell.
func TestOpenTarget(t *testing.T) {
	t.Parallel()
	region := serviceRegion(t, blue())
	unreadable := rollout(t, 0, 9)
	unreadable.RevisionType = "S3"
	region.Applications = []ecstest.Application{deploying("prod", "blue", unreadable)}
	session := opened(t, endpointOf(t, region))
	state, err := session.Snapshot(t.Context(), []string{here}, live.Selection{Kinds: evaluator.Kinds})
	if err != nil {
		t.Fatal(err)
	}
	summary := session.Summarize(state)
	want := "nobody could read what service prod/blue would be rolled back to: CodeDeploy was given an AppSpec that lies in S3"
	if !slices.Equal(summary.Open, []string{want}) || len(summary.Unread) > 0 || !strings.HasSuffix(summary.String(), "; "+want) {
		t.Errorf("got %+v, %s", summary, summary)
	}
}

// TestCodeDeployCalls: a service whose last two deployments are of this week costs
// five calls, and its Region four.
func TestCodeDeployCalls(t *testing.T) {
	t.Parallel()
	region := serviceRegion(t, blue())
	region.Applications = []ecstest.Application{deploying("prod", "blue", rollout(t, 0, 9), rollout(t, 1, 8))}
	endpoint := endpointOf(t, region)
	blueOf(t, endpoint)
	got := 0
	for _, request := range endpoint.Requests() {
		if request.Service == "codedeploy" {
			got++
		}
	}
	if got != 9 {
		t.Errorf("got %d calls, want 9", got)
	}
}
