package live_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// deployedTwice is a service to which CodeDeploy deployed web:8, and then what it
// runs.
func deployedTwice(t *testing.T) *ecstest.Endpoint {
	t.Helper()
	region := serviceRegion(t, blue())
	region.Applications = []ecstest.Application{deploying("prod", "blue", rollout(t, 0, 9), rollout(t, 1, 8))}
	return endpointOf(t, region)
}

// TestCodeDeployAnswers: what does not say what it must is not believed to say
// that there is nothing.
func TestCodeDeployAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		action string
		change func(fields)
		reason string
	}{
		{"BatchGetApplications", without("applicationsInfo"), "it does not say what an application deploys to"},
		{"BatchGetApplications", setting("applicationsInfo", "computePlatform", nil), "it does not say what an application deploys to"},
		{"BatchGetDeploymentGroups", without("deploymentGroupsInfo"), "it does not say where a deployment group deploys to"},
		{"BatchGetDeploymentGroups", setting("deploymentGroupsInfo", "ecsServices", []any{fields{"clusterName": "prod"}}), "it does not say where a deployment group deploys to"},
		{"BatchGetDeployments", without("deploymentsInfo"), "it does not say when a deployment was created, or of what application"},
		{"BatchGetDeployments", setting("deploymentsInfo", "createTime", nil), "it does not say when a deployment was created, or of what application"},
		{"GetApplicationRevision", func(a fields) { a["revision"] = nil }, "it names no revision"},
		{"GetApplicationRevision", func(a fields) { a["revision"] = fields{"appSpecContent": fields{"sha256": "secret"}} }, "it leaves the AppSpec out"},
	} {
		got, coverage := blueOf(t, answering(deployedTwice(t), c.action, c.change))
		want := "codedeploy:" + c.action + " gave an answer that can not be used in eu-west-1 of account 123456789012: " + c.reason
		if coverage.Complete || coverage.Reason != want || len(got.RollbackTargets) > 0 {
			t.Errorf("%s: got %v, %+v, want %s", c.action, got.RollbackTargets, coverage, want)
		}
	}
}

// TestDeploymentOfNothing: that one deployment does not say what it deployed takes
// nothing from other services.
func TestDeploymentOfNothing(t *testing.T) {
	t.Parallel()
	got, coverage := blueOf(t, answering(deployedTwice(t), "BatchGetDeployments", setting("deploymentsInfo", "revision", nil)))
	if want := "CodeDeploy does not say what it deployed to it"; got.TargetsUnread != want || !coverage.Complete {
		t.Errorf("got %q, %+v, want %q", got.TargetsUnread, coverage, want)
	}
}

// TestServiceCreatedAgain: what was deployed before the service was created was
// deployed to another of its name.
func TestServiceCreatedAgain(t *testing.T) {
	t.Parallel()
	for hours, want := range map[int][]evaluator.RevisionID{-48: revisions(8), -12: nil} {
		created := at(t, clock).Add(time.Duration(hours) * time.Hour).Unix()
		got, coverage := blueOf(t, answering(deployedTwice(t), "DescribeServices", setting("services", "createdAt", created)))
		if !slices.Equal(got.RollbackTargets, want) || got.TargetsUnread != "" || !coverage.Complete {
			t.Errorf("created %d hours: got %+v, %+v, want %v", hours, got, coverage, want)
		}
	}
}

// TestApplicationThatVanishes has nothing any more.
func TestApplicationThatVanishes(t *testing.T) {
	t.Parallel()
	for action, code := range map[string]string{"ListDeploymentGroups": "ApplicationDoesNotExistException", "ListDeployments": "DeploymentGroupDoesNotExistException"} {
		vanishing := awsAsked(deployedTwice(t), action, func(w http.ResponseWriter, _ *http.Request, _ fields) { refusing(w, code, "It is gone.") })
		if got, coverage := blueOf(t, vanishing); !coverage.Complete || len(got.RollbackTargets) > 0 || got.TargetsUnread != "" {
			t.Errorf("%s: got %+v, %+v", action, got, coverage)
		}
	}
}

// TestAppSpecNotKept: what has gone from CodeDeploy can not be read, and says
// nothing of what was in it.
func TestAppSpecNotKept(t *testing.T) {
	t.Parallel()
	forgetful := awsAsked(deployedTwice(t), "GetApplicationRevision", func(w http.ResponseWriter, _ *http.Request, _ fields) {
		refusing(w, "RevisionDoesNotExistException", "The named revision does not exist with the user or account.")
	})
	got, coverage := blueOf(t, forgetful)
	if want := "CodeDeploy has not kept an AppSpec that it deployed"; got.TargetsUnread != want || !coverage.Complete || len(got.RollbackTargets) > 0 {
		t.Errorf("got %+v, %+v, want %q", got, coverage, want)
	}
}
