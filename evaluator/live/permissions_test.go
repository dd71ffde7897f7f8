package live_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// needless is permitted to everybody.
const needless = "sts:GetCallerIdentity"

// asked lists the actions that were requested, each once.
func asked(endpoint *ecstest.Endpoint) []string {
	var actions []string
	for _, request := range endpoint.Requests() {
		actions = append(actions, request.Action)
	}
	slices.Sort(actions)
	return slices.Compact(actions)
}

func permitted(t *testing.T, units ...string) []string {
	t.Helper()
	actions, err := live.ActionsFor(units)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(actions) || len(slices.Compact(slices.Clone(actions))) != len(actions) {
		t.Errorf("%v: %v are not sorted, each once", units, actions)
	}
	return actions
}

// TestEveryUnitHasActions: a unit that no action tells could not be asked for.
func TestEveryUnitHasActions(t *testing.T) {
	t.Parallel()
	for _, unit := range evaluator.Units() {
		if len(permitted(t, unit)) == 0 {
			t.Errorf("%s: no action tells it", unit)
		}
	}
	for _, kind := range evaluator.Kinds {
		if len(live.SnapshotActions([]evaluator.Kind{kind})) == 0 {
			t.Errorf("%s: no action reads them", kind)
		}
	}
	if actions, err := live.ActionsFor([]string{"facts.cluster", "facts.nothing"}); err == nil || !strings.Contains(err.Error(), `"facts.nothing"`) {
		t.Errorf("an unknown unit: got %v, %v", actions, err)
	}
	if got := permitted(t); len(got) != 0 {
		t.Errorf("no unit: got %v", got)
	}
}

// uses are needs, and the units that rules would have had to read for them.
func uses() map[string]struct {
	units []string
	need  evaluator.Need
} {
	family := func(change func(*evaluator.FamilyNeed)) evaluator.Need {
		f := evaluator.FamilyNeed{Name: "web", Revisions: []int{1, 9, 20}}
		change(&f)
		return needOf(func(n *evaluator.Need) { n.Families = []evaluator.FamilyNeed{f} })
	}
	holders := func(kinds ...evaluator.Kind) evaluator.Need {
		return needOf(func(n *evaluator.Need) { n.Holders, n.Retired = kinds, revisions(1) })
	}
	return map[string]struct {
		units []string
		need  evaluator.Need
	}{
		"revision":     {[]string{"facts.revision"}, family(func(*evaluator.FamilyNeed) {})},
		"all ACTIVE":   {[]string{"facts.revision", "facts.family.active"}, family(func(f *evaluator.FamilyNeed) { f.Active = true })},
		"registeredAt": {[]string{"facts.revision", "facts.revision.registeredAt"}, family(func(f *evaluator.FamilyNeed) { f.RegisteredAt = true })},
		"family":       {[]string{"facts.family"}, family(func(f *evaluator.FamilyNeed) { f.Revisions = nil })},
		"cluster":      {[]string{"facts.cluster"}, needOf(func(n *evaluator.Need) { n.Clusters = []string{"prod"} })},
		"service": {[]string{"facts.service", "facts.service.revision"}, naming(
			evaluator.ServiceNeed{Cluster: "prod", Name: "web"}, evaluator.ServiceNeed{Cluster: "prod", Name: "external"})},
		"its targets": {[]string{"facts.service", "facts.service.revision", "facts.service.rollbackTargets"}, naming(
			evaluator.ServiceNeed{Cluster: "prod", Name: "web", Targets: true})},
		"services":       {[]string{"facts.holders.services"}, holders(evaluator.Services)},
		"owner":          {[]string{"facts.holders.owner"}, holders(evaluator.Services)},
		"targets":        {[]string{"facts.holders.rollbackTargets"}, holders(evaluator.Services, evaluator.RollbackTargets)},
		"tasks":          {[]string{"facts.holders.tasks"}, holders(evaluator.RunningTasks)},
		"rules":          {[]string{"facts.holders.rules"}, holders(evaluator.Rules)},
		"schedules":      {[]string{"facts.holders.schedules"}, holders(evaluator.Schedules)},
		"pipes":          {[]string{"facts.holders.pipes"}, holders(evaluator.Pipes)},
		"state machines": {[]string{"facts.holders.stateMachines"}, holders(evaluator.StateMachines)},
		"stacks":         {[]string{"facts.holders.stacks"}, holders(evaluator.Stacks)},
		"everything":     {evaluator.Units(), wholeRetirement()},
	}
}

// TestOnlyWhatIsPermitted: what is requested lies within what is said to be
// needed, and all of it is put to some use. Nothing else is ever requested.
func TestOnlyWhatIsPermitted(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	check := func(t *testing.T, name string, endpoint *ecstest.Endpoint, may []string) {
		t.Helper()
		for _, action := range asked(endpoint) {
			used[action] = true
			if action != needless && !slices.Contains(may, action) {
				t.Errorf("%s: %s is requested, permitted are %v", name, action, may)
			}
		}
	}
	endpoint := func() *ecstest.Endpoint {
		e := endpointOf(t, wholeRegion(t))
		e.ReadOnly()
		return e
	}
	for name, use := range uses() {
		e := endpoint()
		collected(t, opened(t, counting(e, "prod", "1")), use.need)
		check(t, name, e, permitted(t, use.units...))
	}
	for _, kind := range append(slices.Clone(evaluator.Kinds), "all", "usual") {
		kinds := map[evaluator.Kind][]evaluator.Kind{"all": evaluator.Kinds, "usual": live.UsualKinds()}[kind]
		if kinds == nil {
			kinds = []evaluator.Kind{kind}
		}
		e := endpoint()
		region := snapshotOf(t, opened(t, counting(e, "prod", "1")), kinds...)
		for _, read := range kinds {
			if !region.Coverage[read].Complete {
				t.Errorf("snapshot of %s: %s are not covered: %s", kind, read, region.Coverage[read].Reason)
			}
		}
		check(t, "snapshot of "+string(kind), e, live.SnapshotActions(kinds))
	}
	e := endpoint()
	if stacks := opened(t, e).DeployedStacks(t.Context(), "shop", []string{here}); len(stacks) != 1 || stacks[0].Unread != "" {
		t.Errorf("got %+v", stacks)
	}
	check(t, "stacks", e, live.StackActions())
	may := slices.Concat(permitted(t, evaluator.Units()...), live.SnapshotActions(evaluator.Kinds), live.StackActions(), []string{needless})
	for _, action := range actionsCalled(t) {
		if !slices.Contains(may, action) || !used[action] {
			t.Errorf("%s: permitted %t, requested %t", action, slices.Contains(may, action), used[action])
		}
	}
}

// TestNothingIsChanged: the names of actions say what they do.
func TestNothingIsChanged(t *testing.T) {
	t.Parallel()
	for _, action := range actionsCalled(t) {
		_, verb, _ := strings.Cut(action, ":")
		if !strings.HasPrefix(verb, "List") && !strings.HasPrefix(verb, "Describe") && !strings.HasPrefix(strings.TrimPrefix(verb, "Batch"), "Get") {
			t.Errorf("%s may change something", action)
		}
	}
}
