package live_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestEmptyAnswers: an answer without any member is none, and not that of an
// empty account. What stands between a caller and AWS answers so.
func TestEmptyAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		target string
		kind   evaluator.Kind
	}{
		{"AmazonEC2ContainerServiceV20141113.ListTaskDefinitions", evaluator.Families},
		{"AmazonEC2ContainerServiceV20141113.ListClusters", evaluator.Clusters},
		{"AmazonEC2ContainerServiceV20141113.ListServices", evaluator.Services},
		{"AmazonEC2ContainerServiceV20141113.DescribeTaskSets", evaluator.Services},
		{"AmazonEC2ContainerServiceV20141113.ListTasks", evaluator.RunningTasks},
		{"AmazonEC2ContainerServiceV20141113.ListServiceDeployments", evaluator.RollbackTargets},
		{"AWSEvents.ListEventBuses", evaluator.Rules},
		{"AWSEvents.ListRuleNamesByTarget", evaluator.Rules},
		{"AWSEvents.ListTargetsByRule", evaluator.Rules},
		{"GET /schedules", evaluator.Schedules},
		{"GET /v1/pipes", evaluator.Pipes},
		{"AWSStepFunctions.ListStateMachines", evaluator.StateMachines},
		{"AWSStepFunctions.ListStateMachineVersions", evaluator.StateMachines},
		{"AWSStepFunctions.ListStateMachineAliases", evaluator.StateMachines},
		{"AWSStepFunctions.ListExecutions", evaluator.StateMachines},
		{"AWSStepFunctions.DescribeStateMachineForExecution", evaluator.StateMachines},
	} {
		for _, body := range []string{"", "{}", `{"nextToken": null}`} {
			handler := before(endpointOf(t, wholeRegion(t)), func(w http.ResponseWriter, what string) bool {
				if what == c.target {
					_, _ = w.Write([]byte(body))
				}
				return what == c.target
			})
			state, err := opened(t, handler).Snapshot(t.Context(), []string{here}, live.Selection{Kinds: evaluator.Kinds})
			if err != nil {
				t.Fatal(err)
			}
			if coverage := state.Regions[0].Coverage[c.kind]; coverage.Complete || coverage.Reason == "" {
				t.Errorf("%s answered %q: got %+v of %s, want it not covered", c.target, body, coverage, c.kind)
			}
		}
	}
}

// TestTimeoutOfIdentity: who never answers the first question is not waited for
// any longer than for the others.
func TestTimeoutOfIdentity(t *testing.T) {
	t.Parallel()
	silent := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // else nobody notices that the client has gone
		<-r.Context().Done()
	})
	session := opened(t, silent, func(o *live.Options) { o.Timeout = 50 * time.Millisecond })
	state := session.Collect(t.Context(), []evaluator.Need{wholeRetirement()})
	for _, kind := range evaluator.Kinds {
		checkLack(t, state.Regions[0], kind, "did not end in time (--timeout)")
	}
}

// TestAssumeRole: a profile's role is assumed at the endpoint that the
// environment names, and where that is denied it is told as such.
func TestAssumeRole(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config")
	text := "[profile ci]\nrole_arn = arn:aws:iam::" + account + ":role/ci\nsource_profile = base\n" +
		"[profile base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		fault  []ecstest.Fault
		reason string
	}{
		{nil, ""},
		{[]ecstest.Fault{ecstest.Denied("sts:AssumeRole")}, "no AWS credentials: sts:AssumeRole is not permitted (AccessDenied): grant it"},
	} {
		endpoint := endpointOf(t, wholeRegion(t))
		endpoint.Inject(c.fault...)
		session := configured(t, endpoint, live.Options{Profile: "ci"}, "AWS_CONFIG_FILE="+file, "AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY=")
		state := session.Collect(t.Context(), []evaluator.Need{wholeRetirement()})
		if requested(endpoint, "sts:AssumeRole") == 0 {
			t.Errorf("%q: the role was not assumed at the endpoint", c.reason)
		}
		if got := state.Regions[0].Coverage[evaluator.Clusters].Reason; got != c.reason {
			t.Errorf("got the reason %q, want %q", got, c.reason)
		}
	}
}
