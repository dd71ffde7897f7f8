package live_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestFormerFamily: a service that runs another family now may go back to the
// one that is retired. Where too many would have to be asked, nobody says that
// there is none.
func TestFormerFamily(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		others   int
		complete bool
	}{{1, true}, {201, false}} {
		region := ecstest.Region{
			Families: []evaluator.Family{{Name: "web", Active: ranges(t, "1-9")}, {Name: "new", Active: ranges(t, "1-9")}},
			Clusters: []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}},
		}
		for i := range c.others {
			service := steady("prod", fmt.Sprintf("moved-%d", i), 9)
			service.Revision.Family = "new"
			service.Deployments[0].Revision.Family = "new"
			region.Services = append(region.Services, service)
			former := deployed(t, "SUCCESSFUL", 2, 8)
			former.Service = service.Name
			region.ServiceDeployments = append(region.ServiceDeployments, former)
		}
		need := needOf(func(n *evaluator.Need) {
			n.Retired = []evaluator.RevisionID{id("web", 8)}
			n.Holders = []evaluator.Kind{evaluator.RollbackTargets, evaluator.Services}
		})
		found := opened(t, endpointOf(t, region)).Collect(t.Context(), []evaluator.Need{need}).Regions[0]
		coverage := found.Coverage[evaluator.RollbackTargets]
		if coverage.Complete != c.complete {
			t.Errorf("%d services: got %+v, want complete %t", c.others, coverage, c.complete)
		}
		if holds := slices.Contains(found.Services[0].RollbackTargets, id("web", 8)); holds != c.complete {
			t.Errorf("%d services: got the targets %v", c.others, found.Services[0].RollbackTargets)
		}
	}
}
