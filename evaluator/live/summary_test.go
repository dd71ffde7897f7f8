package live_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestRemarks: since when a revision is INACTIVE only sharpens what is said of
// it. Where it can not be read everything is covered, and people are told.
func TestRemarks(t *testing.T) {
	t.Parallel()
	region := wholeRegion(t)
	region.Families[0].Inactive, region.Families[0].Active = ranges(t, "1-3,8"), ranges(t, "5-7,9")
	endpoint := endpointOf(t, region)
	endpoint.Inject(ecstest.Denied("ecs:DescribeTaskDefinition"))
	session := opened(t, endpoint)
	state, err := session.Snapshot(t.Context(), []string{here}, live.Selection{Kinds: live.UsualKinds()})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range live.UsualKinds() {
		if !state.Regions[0].Coverage[kind].Complete {
			t.Errorf("%s: got %+v", kind, state.Regions[0].Coverage[kind])
		}
	}
	unread := session.Summarize(state).Unread
	if len(unread) != 1 || !strings.Contains(unread[0], "ecs:DescribeTaskDefinition is not permitted") {
		t.Errorf("got %q", unread)
	}
}

// TestProgress: every call is counted once, and told once.
func TestProgress(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var told []int
	endpoint := endpointOf(t, wholeRegion(t))
	session := opened(t, endpoint, func(o *live.Options) {
		o.Progress = func(calls int) {
			mu.Lock()
			defer mu.Unlock()
			told = append(told, calls)
		}
	})
	state := session.Collect(t.Context(), []evaluator.Need{wholeRetirement()})
	slices.Sort(told)
	calls := session.Summarize(state).Calls
	if calls != len(endpoint.Requests()) || len(told) != calls || told[0] != 1 || told[calls-1] != calls {
		t.Errorf("got %v, counted %d, there were %d requests", told, calls, len(endpoint.Requests()))
	}
}
