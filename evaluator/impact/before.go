package impact

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
)

// predecessors are the revisions that a service may go back to although nobody
// can read it: the ACTIVE revision before the one that it runs. ECS lists what a
// service was deployed with only for its own controller, and only since October
// 25, 2024 (ListServiceDeployments, Amazon ECS API reference); what CodeDeploy
// and others would redeploy is theirs to know. Each has its reason.
func predecessors(region *evaluator.Region) map[evaluator.RevisionID]string {
	families := map[string]*evaluator.Family{}
	for i := range region.Families {
		families[region.Families[i].Name] = &region.Families[i]
	}
	before := map[evaluator.RevisionID]string{}
	for i := range region.Services {
		s := &region.Services[i]
		if s.Status != evaluator.Active || goesBack(s) {
			continue
		}
		for id := range s.Holds() {
			family := families[id.Family]
			if family == nil {
				continue
			}
			if n := newestBelow(family, id.Revision); n > 0 {
				before[evaluator.RevisionID{Family: id.Family, Revision: n}] = fmt.Sprintf(
					"service %s/%s runs %d, and nobody can read what it would go back to: it may be this one", s.Cluster, s.Name, id.Revision)
			}
		}
	}
	return before
}

// goesBack reports whether it is known what a service would be rolled back to: it
// holds more than what it runs.
func goesBack(s *evaluator.Service) bool {
	held := map[evaluator.RevisionID]bool{}
	for id := range s.Holds() {
		held[id] = true
	}
	return len(held) > 1
}

func newestBelow(family *evaluator.Family, revision int) int {
	newest := 0
	for _, part := range family.Active {
		if part.First < revision {
			newest = min(part.Last, revision-1)
		}
	}
	return newest
}
