package live_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// begun is an execution that began so long ago, with what launches a revision.
func begun(t *testing.T, ago time.Duration, revision string, change ...func(*ecstest.Execution)) ecstest.Execution {
	t.Helper()
	e := ecstest.Execution{
		Name: fmt.Sprint(revision, ago), Status: "RUNNING", Started: at(t, clock).Add(-ago),
		Definition: runs(`ecs:runTask {"TaskDefinition": "` + revision + `"}`),
	}
	for _, c := range change {
		c(&e)
	}
	return e
}

// updated is a state machine that has launched web:9 for an hour.
func updated(t *testing.T, executions ...ecstest.Execution) ecstest.StateMachine {
	t.Helper()
	return ecstest.StateMachine{
		Name: "m", Definition: runs(`ecs:runTask {"TaskDefinition": "web:9"}`), Updated: at(t, clock).Add(-time.Hour), Executions: executions,
		Versions: []ecstest.Version{{Number: 1, Definition: runs(`ecs:runTask {"TaskDefinition": "web:4"}`)}},
	}
}

// stateMachinesIn reads the state machines in both ways.
func stateMachinesIn(t *testing.T, endpoint *ecstest.Endpoint, check func(t *testing.T, region *evaluator.Region)) {
	t.Helper()
	need := needOf(func(n *evaluator.Need) {
		n.Holders, n.Retired = []evaluator.Kind{evaluator.StateMachines}, revisions(2)
	})
	for name, read := range map[string]func(*live.Session) *evaluator.Region{
		"Collect":  func(s *live.Session) *evaluator.Region { return collected(t, s, need) },
		"Snapshot": func(s *live.Session) *evaluator.Region { return snapshotOf(t, s, evaluator.StateMachines) },
	} {
		endpoint.ResetLog()
		t.Run(name, func(t *testing.T) { check(t, read(opened(t, endpoint))) })
	}
}

// TestExecutions: each keeps what it began with, and is asked for it only where
// nothing else tells.
func TestExecutions(t *testing.T) {
	t.Parallel()
	const minute = time.Minute
	version := func(n int) func(*ecstest.Execution) { return func(e *ecstest.Execution) { e.Version = n } }
	for name, c := range map[string]struct {
		executions []ecstest.Execution
		launch     []int
		asked      int
	}{
		"none":                     {nil, nil, 0},
		"over":                     {[]ecstest.Execution{begun(t, 5*minute, "web:9", func(e *ecstest.Execution) { e.Status = "SUCCEEDED" })}, nil, 0},
		"of the definition now":    {[]ecstest.Execution{begun(t, minute, "web:9"), begun(t, 2*minute, "web:9"), begun(t, 58*minute, "web:9")}, []int{9}, 1},
		"of the one before":        {[]ecstest.Execution{begun(t, 90*minute, "web:2"), begun(t, 91*minute, "web:2"), begun(t, 92*minute, "web:3")}, []int{2, 3}, 3},
		"of both":                  {[]ecstest.Execution{begun(t, minute, "web:9"), begun(t, 2*minute, "web:9"), begun(t, 61*minute, "web:2")}, []int{2, 9}, 2},
		"while it was updated":     {[]ecstest.Execution{begun(t, minute, "web:9"), begun(t, 60*minute-time.Second, "web:2")}, []int{2, 9}, 2},
		"of a version":             {[]ecstest.Execution{begun(t, minute, "web:4", version(1)), begun(t, 2*minute, "web:9")}, []int{4, 9}, 1},
		"of a version now deleted": {[]ecstest.Execution{begun(t, minute, "web:9"), begun(t, 2*minute, "web:3", version(2))}, []int{3, 9}, 2},
		"redriven": {[]ecstest.Execution{begun(t, minute, "web:9"), begun(t, 2*minute, "web:2", func(e *ecstest.Execution) {
			e.Redriven = e.Started
		})}, []int{2, 9}, 2},
	} {
		endpoint := endpointOf(t, ecstest.Region{StateMachines: []ecstest.StateMachine{updated(t, c.executions...)}})
		stateMachinesIn(t, endpoint, func(t *testing.T, region *evaluator.Region) {
			want := []evaluator.Target{target("m", "", "web", 9, true)}
			for _, revision := range c.launch {
				want = append(want, via(target("m", "", "web", revision, true), "execution"))
			}
			if want = append(want, via(target("m", "", "web", 4, true), "version 1")); !reflect.DeepEqual(region.StateMachines, want) {
				t.Errorf("%s: got\n%+v\nwant\n%+v", name, region.StateMachines, want)
			}
			if coverage := region.Coverage[evaluator.StateMachines]; !coverage.Complete {
				t.Errorf("%s: not covered: %s", name, coverage.Reason)
			}
			if got := requested(endpoint, "states:DescribeStateMachineForExecution"); got != c.asked {
				t.Errorf("%s: %d executions were asked, want %d", name, got, c.asked)
			}
		})
	}
}

// TestExecutionsOfAnIdleDefinition: it launches nothing any more, they do; and
// those of EXPRESS machines can not be listed.
func TestExecutionsOfAnIdleDefinition(t *testing.T) {
	t.Parallel()
	idle, express := updated(t, begun(t, 90*time.Minute, "web:2")), updated(t, begun(t, time.Minute, "web:3"))
	idle.Definition, idle.Versions = runs(), nil
	express.Name, express.Type, express.Versions = "express", "EXPRESS", nil
	endpoint := endpointOf(t, ecstest.Region{StateMachines: []ecstest.StateMachine{idle, express}})
	stateMachinesIn(t, endpoint, func(t *testing.T, region *evaluator.Region) {
		want := []evaluator.Target{target("express", "", "web", 9, true), via(target("m", "", "web", 2, true), "execution")}
		if !reflect.DeepEqual(region.StateMachines, want) || !region.Coverage[evaluator.StateMachines].Complete {
			t.Errorf("got\n%+v, %+v, want\n%+v", region.StateMachines, region.Coverage[evaluator.StateMachines], want)
		}
	})
}

// TestTooManyExecutions: the newest are asked what they began with, and that is
// not all. Those of which it is known are not counted.
func TestTooManyExecutions(t *testing.T) {
	t.Parallel()
	now, before := []ecstest.Execution{}, []ecstest.Execution{}
	for i := range 201 {
		now = append(now, begun(t, time.Duration(i)*time.Second, "web:9"))
		before = append(before, begun(t, time.Duration(61+i)*time.Minute, fmt.Sprint("web:", 300-i)))
	}
	many := slices.Repeat(now[:1], 10_001)
	for name, c := range map[string]struct {
		executions []ecstest.Execution
		reason     string
		asked      int
		oldest     int
	}{
		"200 of an earlier definition": {before[:200], "", 200, 101},
		"201 of an earlier definition": {before, `state machine "m" has more than 200 running executions that may have begun with an earlier definition: only the newest were looked at`, 200, 101},
		"201 of the definition now":    {now, "", 1, 9},
		"10001 of the definition now":  {many, `state machine "m" has more than 10000 running executions: only the newest were looked at`, 1, 9},
		"201 of it, and 199 before":    {slices.Concat(now, before[:199]), "", 200, 9},
	} {
		endpoint := endpointOf(t, ecstest.Region{StateMachines: []ecstest.StateMachine{updated(t, c.executions...)}})
		endpoint.PageSize(100)
		stateMachinesIn(t, endpoint, func(t *testing.T, region *evaluator.Region) {
			if c.reason != "" {
				checkLack(t, region, evaluator.StateMachines, c.reason)
			} else if coverage := region.Coverage[evaluator.StateMachines]; !coverage.Complete {
				t.Errorf("%s: not covered: %s", name, coverage.Reason)
			}
			if got := requested(endpoint, "states:DescribeStateMachineForExecution"); got != c.asked {
				t.Errorf("%s: %d executions were asked, want %d", name, got, c.asked)
			}
			if !slices.Contains(region.StateMachines, via(target("m", "", "web", c.oldest, true), "execution")) {
				t.Errorf("%s: web:%d is not held", name, c.oldest)
			}
		})
	}
}
