package live_test

import (
	"net/http"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// webFamily has a gap at 38, which was deleted.
func webFamily(t *testing.T) evaluator.Family {
	t.Helper()
	return evaluator.Family{
		Name: "web", Active: ranges(t, "40,43-45"), Inactive: ranges(t, "1-37,39,41"), DeleteInProgress: ranges(t, "42"),
		DeregisteredAt: map[int]time.Time{20: at(t, "2026-01-20T00:00:00Z"), 41: at(t, "2026-11-01T00:00:00Z")},
		RegisteredAt:   map[int]time.Time{20: at(t, "2025-01-20T00:00:00Z"), 45: at(t, "2026-11-20T00:00:00Z")},
	}
}

// readFamily reads one family behind a handler.
func readFamily(t *testing.T, handler http.Handler, need evaluator.FamilyNeed) (*evaluator.Region, evaluator.Family) {
	t.Helper()
	region := collected(t, opened(t, handler), needOf(func(n *evaluator.Need) { n.Families = []evaluator.FamilyNeed{need} }))
	if len(region.Families) != 1 {
		t.Fatalf("got families %+v, %+v", region.Families, region.Coverage[evaluator.Families])
	}
	return region, region.Families[0]
}

// TestFamily: a launch reads the newest page of each status, and what it names.
func TestFamily(t *testing.T) {
	t.Parallel()
	type wanted struct {
		extent                   evaluator.Extent
		active, inactive, absent string
		dated                    int
		listed, described        int
	}
	for name, c := range map[string]struct {
		family    string
		pages     int
		revisions []int
		active    bool
		want      wanted
	}{
		"all of it":                        {"web", 0, nil, false, wanted{evaluator.WholeFamily, "40,43-45", "1-37,39,41", "", 0, 3, 0}},
		"an ACTIVE one is not described":   {"web", 0, []int{45}, false, wanted{evaluator.WholeFamily, "40,43-45", "1-37,39,41", "", 0, 3, 0}},
		"an INACTIVE one is, for its date": {"web", 0, []int{41}, false, wanted{evaluator.WholeFamily, "40,43-45", "1-37,39,41", "", 1, 3, 1}},
		"one on its way out is not":        {"web", 0, []int{42}, false, wanted{evaluator.WholeFamily, "40,43-45", "1-37,39,41", "", 0, 3, 0}},
		"deleted, by the whole list":       {"web", 0, []int{38}, false, wanted{evaluator.WholeFamily, "40,43-45", "1-37,39,41", "", 0, 3, 0}},
		"never registered":                 {"web", 0, []int{50}, false, wanted{evaluator.WholeFamily, "40,43-45", "1-37,39,41", "", 0, 3, 0}},
		"to be registered next":            {"web", 0, []int{46}, false, wanted{evaluator.WholeFamily, "40,43-45", "1-37,39,41", "46", 0, 3, 1}},
		"the newest of each":               {"web", 3, nil, false, wanted{evaluator.NewestOnly, "43-45", "37,39,41", "", 0, 3, 0}},
		"the newest, one by one":           {"web", 1, nil, false, wanted{evaluator.NewestOnly, "44-45", "39,41", "", 0, 5, 0}},
		"all ACTIVE ones":                  {"web", 3, nil, true, wanted{evaluator.AllActive, "40,43-45", "37,39,41", "", 0, 4, 0}},
		"and older ones that are named":    {"web", 3, []int{20, 40, 41}, false, wanted{evaluator.NewestOnly, "40,43-45", "20,37,39,41", "", 2, 3, 3}},
		"deleted, by its own description":  {"web", 3, []int{38}, false, wanted{evaluator.NewestOnly, "43-45", "37,39,41", "38", 0, 3, 1}},
		"never registered, newest read":    {"web", 3, []int{50}, false, wanted{evaluator.NewestOnly, "43-45", "37,39,41", "", 0, 3, 0}},
		"wholly INACTIVE":                  {"old", 0, []int{2}, true, wanted{evaluator.WholeFamily, "", "1-2", "", 1, 3, 1}},
		"no such family":                   {"none", 0, []int{7}, true, wanted{evaluator.WholeFamily, "", "", "", 0, 3, 0}},
		"no such family, first revision":   {"none", 0, []int{1}, false, wanted{evaluator.WholeFamily, "", "", "1", 0, 3, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			old := evaluator.Family{Name: "old", Inactive: ranges(t, "1-2"), DeregisteredAt: map[int]time.Time{2: at(t, "2026-10-01T00:00:00Z")}}
			endpoint := endpointOf(t, ecstest.Region{Families: []evaluator.Family{webFamily(t), old}})
			endpoint.PageSize(c.pages)
			region, f := readFamily(t, endpoint, evaluator.FamilyNeed{Name: c.family, Revisions: c.revisions, Active: c.active})
			got := wanted{
				f.Extent, f.Active.String(), f.Inactive.String(), f.Absent.String(), len(f.DeregisteredAt),
				requested(endpoint, "ecs:ListTaskDefinitions"), requested(endpoint, "ecs:DescribeTaskDefinition"),
			}
			if got != c.want || f.Name != c.family {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			if deleting := map[string]string{"web": "42"}[c.family]; f.DeleteInProgress.String() != deleting {
				t.Errorf("DELETE_IN_PROGRESS: got %s, want %s", f.DeleteInProgress, deleting)
			}
			// What is not named is not read: the kind as a whole is not covered.
			checkLack(t, region, evaluator.Families, "only what the change names was read")
		})
	}
}

// TestFamilyDates: both dates and nothing else are kept of a description.
func TestFamilyDates(t *testing.T) {
	t.Parallel()
	_, f := readFamily(t, endpointOf(t, ecstest.Region{Families: []evaluator.Family{webFamily(t)}}),
		evaluator.FamilyNeed{Name: "web", Revisions: []int{20, 45}, RegisteredAt: true})
	known := webFamily(t)
	if want := map[int]time.Time{20: known.DeregisteredAt[20]}; !reflect.DeepEqual(f.DeregisteredAt, want) {
		t.Errorf("deregistered: got %v, want %v", f.DeregisteredAt, want)
	}
	if !reflect.DeepEqual(f.RegisteredAt, known.RegisteredAt) {
		t.Errorf("registered: got %v, want %v", f.RegisteredAt, known.RegisteredAt)
	}
}

// TestSortIgnored: an endpoint that lists the oldest first is not believed.
func TestSortIgnored(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1, 2, 3, 0} {
		endpoint := endpointOf(t, ecstest.Region{Families: []evaluator.Family{webFamily(t)}})
		endpoint.PageSize(size)
		ascending := asking(endpoint, "ListTaskDefinitions", func(parameters fields) { delete(parameters, "sort") })
		_, f := readFamily(t, ascending, evaluator.FamilyNeed{Name: "web"})
		if f.Extent != evaluator.WholeFamily || f.Active.String() != "40,43-45" || f.Inactive.Len() != 39 {
			t.Errorf("pages of %d: got %+v", size, f)
		}
	}
}

// TestOtherFamiliesListed: familyPrefix is the full name, but nothing hangs on it.
func TestOtherFamiliesListed(t *testing.T) {
	t.Parallel()
	endpoint := endpointOf(t, ecstest.Region{Families: []evaluator.Family{{Name: "web-2", Active: ranges(t, "50-60")}, webFamily(t)}})
	all := asking(endpoint, "ListTaskDefinitions", func(parameters fields) { delete(parameters, "familyPrefix") })
	_, f := readFamily(t, all, evaluator.FamilyNeed{Name: "web", Revisions: []int{55}})
	if got, want := f.Active.String(), "40,43-45"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestRegisteredMeanwhile: the next number may have been registered by this very
// pipeline, a moment ago.
func TestRegisteredMeanwhile(t *testing.T) {
	t.Parallel()
	endpoint := endpointOf(t, ecstest.Region{Families: []evaluator.Family{webFamily(t)}})
	registering := awsAsked(endpoint, "DescribeTaskDefinition", func(w http.ResponseWriter, r *http.Request, _ fields) {
		endpoint.Change(func(a *ecstest.Account) { a.Regions[here].Families[0].Active = ranges(t, "40,43-46") })
		endpoint.ServeHTTP(w, r)
	})
	_, f := readFamily(t, registering, evaluator.FamilyNeed{Name: "web", Revisions: []int{46}})
	if got, want := f.Active.String(), "40,43-46"; got != want || len(f.Absent) > 0 {
		t.Errorf("got %s, absent %s, want %s", got, f.Absent, want)
	}
}

// TestDeregisteredMeanwhile: a revision that moves on between two lists is in
// both, and what it has become holds.
func TestDeregisteredMeanwhile(t *testing.T) {
	t.Parallel()
	endpoint := endpointOf(t, ecstest.Region{Families: []evaluator.Family{{Name: "web", Active: ranges(t, "1-2")}}})
	var lists atomic.Int32
	moving := awsAsked(endpoint, "ListTaskDefinitions", func(w http.ResponseWriter, r *http.Request, _ fields) {
		if lists.Add(1) == 2 {
			endpoint.Change(func(a *ecstest.Account) {
				a.Regions[here].Families[0] = evaluator.Family{Name: "web", Active: ranges(t, "1"), Inactive: ranges(t, "2")}
			})
		}
		endpoint.ServeHTTP(w, r)
	})
	_, f := readFamily(t, moving, evaluator.FamilyNeed{Name: "web"})
	if f.Active.String() != "1" || f.Inactive.String() != "2" {
		t.Errorf("got %+v", f)
	}
}
