package live_test

import (
	"fmt"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// twoRegions has another cluster in each Region.
func twoRegions(t *testing.T) *ecstest.Endpoint {
	t.Helper()
	region := func(name string) *ecstest.Region {
		return &ecstest.Region{
			Families: []evaluator.Family{{Name: name, Active: ranges(t, "1")}}, Clusters: []evaluator.Cluster{{Name: name, Status: evaluator.Active}},
		}
	}
	return ecstest.NewEndpoint(&ecstest.Account{
		ID: account, Partition: "aws", Now: at(t, clock),
		Regions: map[string]*ecstest.Region{here: region(here), "us-east-1": region("us-east-1")},
	})
}

// TestRegions: each is asked for itself, and the account once.
func TestRegions(t *testing.T) {
	t.Parallel()
	endpoint := twoRegions(t)
	session := opened(t, endpoint)
	var needs []evaluator.Need
	for _, region := range []string{"us-east-1", here, ""} {
		needs = append(needs, evaluator.Need{
			Partition: "aws", Region: region, Families: []evaluator.FamilyNeed{{Name: here}}, Clusters: []string{here},
		})
	}
	needs = append(needs, evaluator.Need{Partition: "aws-cn", Account: account, Region: "eu-central-1"})
	got := ""
	for _, r := range session.Collect(t.Context(), needs).Regions {
		got += fmt.Sprintf("%s of %s in %s: %s %v, cluster %s; ", r.Region, r.Account, r.Partition, r.Families[0].Name, r.Families[0].Active, r.Clusters[0].Status)
	}
	want := "eu-west-1 of 123456789012 in aws: eu-west-1 1, cluster ACTIVE; us-east-1 of 123456789012 in aws: eu-west-1 , cluster MISSING; "
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if n := requested(endpoint, needless); n != 1 {
		t.Errorf("STS was asked %d times", n)
	}
}

// TestRegionThatIsNotEnabled: it refuses valid credentials. The others stand.
func TestRegionThatIsNotEnabled(t *testing.T) {
	t.Parallel()
	const far = "ap-east-1"
	session := opened(t, twoRegions(t))
	needs := []evaluator.Need{
		{Partition: "aws", Account: account, Region: far, Families: []evaluator.FamilyNeed{{Name: "web"}}, Holders: evaluator.Kinds[1:10], Retired: revisions(1)},
		{Partition: "aws", Account: account, Region: here, Holders: evaluator.Kinds[1:10], Retired: revisions(1)},
	}
	snapshot, err := session.Snapshot(t.Context(), []string{far, here}, live.Selection{Kinds: evaluator.Kinds})
	if err != nil {
		t.Fatal(err)
	}
	for reading, state := range map[string]*evaluator.State{"Collect": session.Collect(t.Context(), needs), "Snapshot": snapshot} {
		if len(state.Regions) != 2 || state.Regions[0].Region != far {
			t.Fatalf("%s: got %+v", reading, state.Regions)
		}
		for _, kind := range evaluator.Kinds {
			if coverage, asked := state.Regions[0].Coverage[kind]; asked {
				checkLack(t, state.Regions[0], kind, "was refused, because the credentials are expired or not valid there (")
				checkLack(t, state.Regions[0], kind, ") in ap-east-1 of account 123456789012")
				checkNotMissing(t, state.Regions[0], coverage)
			}
			if coverage, asked := state.Regions[1].Coverage[kind]; asked && !coverage.Complete && kind != evaluator.Families {
				t.Errorf("%s: %s: got %+v", reading, kind, coverage)
			}
		}
	}
}

// TestTwoNeedsOfOnePlace: an operation that names no account, and one whose ARN
// does, may speak of the same things.
func TestTwoNeedsOfOnePlace(t *testing.T) {
	t.Parallel()
	region := taskRegion(t)
	region.Families = append(region.Families, evaluator.Family{Name: "job", Active: ranges(t, "1")})
	region.ServiceDeployments = []ecstest.ServiceDeployment{deployed(t, "SUCCESSFUL", 1, 9, 8), deployed(t, "SUCCESSFUL", 2, 8)}
	web := evaluator.ServiceNeed{Cluster: "prod", Name: "web"}
	nameless := evaluator.Need{
		Partition: "aws", Region: here, Clusters: []string{"prod"}, Services: []evaluator.ServiceNeed{web},
		Families: []evaluator.FamilyNeed{{Name: "web", Revisions: []int{1}}}, Holders: []evaluator.Kind{evaluator.RunningTasks}, Retired: revisions(1),
	}
	named := nameless
	named.Account = account
	web.Targets = true
	named.Services = []evaluator.ServiceNeed{web, {Cluster: "staging", Name: "none"}}
	named.Families = []evaluator.FamilyNeed{{Name: "job"}, {Name: "web", Revisions: []int{2}, Active: true, RegisteredAt: true}}
	named.Retired = []evaluator.RevisionID{id("job", 1)}
	named.Holders = []evaluator.Kind{evaluator.Schedules}
	for _, needs := range [][]evaluator.Need{{nameless, named}, {named, nameless}} {
		endpoint := endpointOf(t, region)
		endpoint.PageSize(2)
		state := opened(t, endpoint).Collect(t.Context(), needs)
		if len(state.Regions) != 1 {
			t.Fatalf("got %d Regions", len(state.Regions))
		}
		got := state.Regions[0]
		if len(got.Services) != 2 || len(got.Services[0].RollbackTargets) != 1 || len(got.Clusters) != 2 || len(got.Families) != 2 || len(got.Tasks) != 6 {
			t.Errorf("got %+v", got)
		}
		if web := got.Families[1]; web.Extent != evaluator.AllActive || web.Inactive.String() != "1-4" || len(web.RegisteredAt) != 0 {
			t.Errorf("got %+v", web)
		}
		if !got.Coverage[evaluator.RunningTasks].Complete || !got.Coverage[evaluator.Schedules].Complete {
			t.Errorf("got %+v", got.Coverage)
		}
	}
}

// checkNotMissing checks that what could not be asked is not called MISSING.
func checkNotMissing(t *testing.T, region *evaluator.Region, coverage evaluator.Coverage) {
	t.Helper()
	if coverage.Complete || len(region.Families)+len(region.Clusters)+len(region.Services) > 0 {
		t.Errorf("got %+v", region)
	}
}
