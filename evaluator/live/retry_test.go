package live_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestRetried: what fails once or twice, and not for good, is not missed.
func TestRetried(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]func(actions string) ecstest.Fault{
		"throttled":   func(actions string) ecstest.Fault { return ecstest.Throttled(actions, 1) },
		"cut":         ecstest.Cut,
		"unavailable": ecstest.Unavailable,
	} {
		for reading, read := range readings {
			for _, actions := range []string{"ecs:*", "events:*", "scheduler:*", "pipes:*", "states:*", "cloudformation:*", "sts:*"} {
				endpoint := endpointOf(t, wholeRegion(t))
				endpoint.Inject(fault(actions).First(2))
				session := opened(t, endpoint)
				state, err := read(session)
				if err != nil {
					t.Fatal(err)
				}
				for kind, coverage := range state.Regions[0].Coverage {
					if !coverage.Complete && (kind != evaluator.Families || reading != "Collect") {
						t.Errorf("%s, %s %s: %s are not covered: %s", reading, actions, name, kind, coverage.Reason)
					}
				}
				if unread := session.Summarize(state).Unread; len(unread) > 0 {
					t.Errorf("%s, %s %s: %s", reading, actions, name, strings.Join(unread, "; "))
				}
			}
		}
	}
}
