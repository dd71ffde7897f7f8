package live_test

import (
	"bytes"
	"cmp"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
)

// knownStates makes the states that are served and read again, by name.
func knownStates(t *testing.T) map[string]func() *evaluator.State {
	t.Helper()
	states := map[string]func() *evaluator.State{
		"generated": func() *evaluator.State { return snapshottest.Account(16, 8, 40) },
		"no family": func() *evaluator.State { return snapshottest.Account(0, 0, 0) },
	}
	files, err := filepath.Glob(filepath.Join("..", "..", "fixtures", "state", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("got fixtures %v, %v", files, err)
	}
	for _, file := range files {
		states[filepath.Base(file)] = func() *evaluator.State {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			state, err := snapshot.Read(text, file)
			if err != nil {
				t.Fatal(err)
			}
			return state
		}
	}
	for seed := range uint64(4) {
		name := "random " + string(rune('a'+seed))
		states[name] = func() *evaluator.State { return dice{rand.New(rand.NewPCG(seed, 0))}.state() }
	}
	return states
}

// TestRoundTrip serves each state and reads it again, from whatever lines AWS is
// at the other end of.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	lines := map[string]func(*ecstest.Endpoint){
		"good":        func(*ecstest.Endpoint) {},
		"again":       func(*ecstest.Endpoint) {},
		"short pages": func(e *ecstest.Endpoint) { e.PageSize(3) },
		"throttled":   func(e *ecstest.Endpoint) { e.Inject(ecstest.Throttled("*", 5)) },
	}
	for name, known := range knownStates(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := printed(t, readable(known()))
			for line, spoil := range lines {
				endpoint := ecstest.NewEndpoint(ecstest.FromState(known()))
				spoil(endpoint)
				if got := printed(t, everythingIn(t, endpoint, known())); got != want {
					t.Errorf("%s: %s", line, difference(got, want))
				}
			}
		})
	}
}

// everythingIn reads the Regions of a state from an endpoint, at the same time.
func everythingIn(t *testing.T, endpoint *ecstest.Endpoint, known *evaluator.State) *evaluator.State {
	t.Helper()
	var regions, stacks []string
	for _, region := range known.Regions {
		regions = append(regions, region.Region)
		for _, stack := range region.StackResources {
			stacks = append(stacks, stack.Stack)
		}
	}
	session := opened(t, endpoint, func(o *live.Options) { o.Now = func() time.Time { return known.TakenAt } })
	session = live.WithoutRateLimit(session, time.Millisecond)
	state, err := session.Snapshot(t.Context(), regions, live.Selection{Kinds: evaluator.Kinds, Stacks: stacks})
	if err != nil {
		t.Fatal(err)
	}
	for _, region := range state.Regions {
		for _, f := range region.Families { // the tag is what the stacks are made of
			for revision, tags := range f.Tags {
				if delete(tags, "ecs:taskDefinition:stackId"); len(tags) == 0 {
					delete(f.Tags, revision)
				}
			}
		}
	}
	return state
}

// readable takes out of a state what nobody can read from AWS: what is deleted
// and not found by its tasks, what is not there, and the histories of what
// others than ECS deploy. The fake account knows all that the state does.
func readable(state *evaluator.State) *evaluator.State {
	for _, r := range state.Regions {
		for _, kind := range evaluator.Kinds {
			if r.Coverage == nil {
				r.Coverage = map[evaluator.Kind]evaluator.Coverage{}
			}
			r.Coverage[kind] = evaluator.Coverage{Complete: true}
		}
		r.Clusters = slices.DeleteFunc(r.Clusters, func(c evaluator.Cluster) bool { return c.Status == evaluator.Inactive || c.Status == evaluator.Missing })
		r.Services = slices.DeleteFunc(r.Services, func(s evaluator.Service) bool {
			tasks := slices.ContainsFunc(r.Tasks, func(t evaluator.Tasks) bool { return t.Cluster == s.Cluster && t.Service == s.Name })
			return s.Status != evaluator.Active && !tasks
		})
		for i := range r.Services {
			switch s := &r.Services[i]; {
			case s.DeploymentController == "EXTERNAL" || s.Status != evaluator.Active:
				s.Sources, s.RollbackTargets = nil, nil
			case s.DeploymentController == "CODE_DEPLOY":
				s.Sources = nil
			}
			r.Services[i].TargetsUnread = "" // the fake account keeps every AppSpec
		}
		for _, task := range r.Tasks { // a service of which only tasks are left
			there := slices.ContainsFunc(r.Services, func(s evaluator.Service) bool { return task.Cluster == s.Cluster && task.Service == s.Name })
			if task.Service != "" && !there {
				r.Services = append(r.Services, evaluator.Service{Cluster: task.Cluster, Name: task.Service, Status: evaluator.Missing})
			}
		}
		slices.SortFunc(r.Services, func(a, b evaluator.Service) int {
			return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Name, b.Name))
		})
		for i := range r.Rules { // a target has an id
			if strings.Count(r.Rules[i].Name, "/") == 1 {
				r.Rules[i].Name += "/1"
			}
		}
		for i := range r.StateMachines { // they can not be disabled
			r.StateMachines[i].Enabled = true
		}
		r.StackResources = slices.DeleteFunc(r.StackResources, func(s evaluator.StackResources) bool { return s.Unread != "" })
	}
	return state
}

func printed(t *testing.T, state *evaluator.State) string {
	t.Helper()
	var b bytes.Buffer
	if err := snapshot.Write(&b, state); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// difference lists the lines that only one of two texts has.
func difference(got, want string) string {
	lines := func(text string) map[string]bool {
		set := map[string]bool{}
		for line := range strings.Lines(text) {
			set[strings.TrimRight(line, ",\n")] = true
		}
		return set
	}
	g, w := lines(got), lines(want)
	var b strings.Builder
	for _, line := range slices.Sorted(maps.Keys(g)) {
		if !w[line] {
			b.WriteString("\ngot " + line)
		}
	}
	for _, line := range slices.Sorted(maps.Keys(w)) {
		if !g[line] {
			b.WriteString("\nwant " + line)
		}
	}
	return b.String()
}
