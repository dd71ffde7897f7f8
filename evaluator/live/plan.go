package live

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// plan is what to read of the clusters of one account and Region.
type plan struct {
	// clusters and services are named; the rest is found by listing.
	clusters []string
	services map[string][]string
	// listing: every cluster is listed; chosen, where it is given, says which of
	// them are looked into.
	listing bool
	chosen  func(cluster string) bool
	// holders are the kinds that are read as a whole.
	holders map[evaluator.Kind]bool
	// families are those whose tasks and roll-back targets matter; none: all.
	families []string
	// targets: the named services' roll-back targets are wanted, too.
	targets bool
}

func planFor(need evaluator.Need) *plan {
	p := &plan{
		clusters: need.Clusters, services: map[string][]string{},
		holders: map[evaluator.Kind]bool{},
	}
	for _, s := range need.Services {
		p.services[s.Cluster] = append(p.services[s.Cluster], s.Name)
		p.targets = p.targets || s.Targets
	}
	for _, kind := range need.Holders {
		p.holders[kind] = true
	}
	for _, id := range need.Retired {
		if !slices.Contains(p.families, id.Family) {
			p.families = append(p.families, id.Family)
		}
	}
	p.listing = p.looksIntoClusters()
	return p
}

// inClusters are the kinds that are found cluster by cluster.
var inClusters = []evaluator.Kind{evaluator.Services, evaluator.RollbackTargets, evaluator.RunningTasks, evaluator.Rules}

func (p *plan) looksIntoClusters() bool {
	return slices.ContainsFunc(inClusters, func(kind evaluator.Kind) bool { return p.holders[kind] })
}

// kinds are those of which the state will say something. Families, clusters
// and services that are only named are covered one by one.
func (p *plan) kinds() []evaluator.Kind {
	kinds := []evaluator.Kind{evaluator.Families, evaluator.Clusters, evaluator.Services}
	for kind := range p.holders {
		kinds = append(kinds, kind)
	}
	if p.targets {
		kinds = append(kinds, evaluator.RollbackTargets)
	}
	return kinds
}

// concerns reports whether a service runs a revision of the plan's families.
func (p *plan) concerns(s *evaluator.Service) bool {
	runs := []evaluator.RevisionID{s.Revision}
	for _, d := range s.Deployments {
		runs = append(runs, d.Revision)
	}
	for _, t := range s.TaskSets {
		runs = append(runs, t.Revision)
	}
	return len(p.families) == 0 || slices.ContainsFunc(runs, func(id evaluator.RevisionID) bool { return slices.Contains(p.families, id.Family) })
}
