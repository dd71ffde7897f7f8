package live

import (
	"context"
	"errors"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// runtime reads clusters and services, and what runs in them.
func (r *reader) runtime(ctx context.Context, p *plan) {
	clusters, inside := r.clustersOf(ctx, p)
	steps := []func(){
		func() { r.describeClusters(ctx, clusters) },
		func() { r.readServices(ctx, p, inside) },
	}
	if p.holders[evaluator.RunningTasks] {
		steps = append(steps, func() {
			tasks := r.tasks(ctx, inside, p.families, evaluator.RunningTasks)
			r.keep(func(found *evaluator.Region) { found.Tasks = tasks })
		})
	}
	if p.holders[evaluator.Rules] {
		steps = append(steps, func() { r.readRules(ctx, inside) })
	}
	together(steps...)
	if p.holders[evaluator.Services] {
		r.drainingServices(ctx, p, inside)
	}
	r.complete(ctx, p)
}

// clustersOf returns all clusters that the plan speaks of, and those that are
// to be looked into.
func (r *reader) clustersOf(ctx context.Context, p *plan) (all, inside []string) {
	if !p.listing {
		return p.clusters, p.clusters
	}
	listed, err := r.listClusters(ctx)
	for _, kind := range append([]evaluator.Kind{evaluator.Clusters}, inClusters...) {
		if p.holders[kind] || kind == evaluator.Clusters {
			r.lack(kind, err)
		}
	}
	r.covers(evaluator.Clusters)
	all = distinct(append(listed, p.clusters...))
	if p.chosen == nil {
		return all, all
	}
	inside = slices.DeleteFunc(slices.Clone(all), func(name string) bool { return !p.chosen(name) })
	for _, kind := range inClusters {
		if p.holders[kind] && len(inside) < len(all) {
			r.lack(kind, errors.New(onlyChosen))
		}
	}
	return all, inside
}

// readServices reads the named services, and all others if they may be holders.
func (r *reader) readServices(ctx context.Context, p *plan, clusters []string) {
	whole := p.holders[evaluator.Services] || p.holders[evaluator.RollbackTargets]
	if whole {
		r.covers(evaluator.Services)
	}
	each(clusters, func(cluster string) {
		names := p.services[cluster]
		if whole {
			listed, err := r.listServices(ctx, cluster)
			r.lack(evaluator.Services, err)
			names = distinct(append(listed, names...))
		}
		r.describeServices(ctx, cluster, names)
	})
}

// askedForPast is up to how many services are asked what they ran before,
// although they do not run the family now: that costs a call for each.
const askedForPast = 200

// onlyRunning is why roll-back targets are not known as a whole then.
const onlyRunning = "only services that run the family now were asked what they would go back to"

// complete adds to the services what DescribeServices does not tell: task sets,
// what running deployments came from, and what they would be rolled back to.
func (r *reader) complete(ctx context.Context, p *plan) {
	whole := p.holders[evaluator.Services]
	var sets, rolling, steady, others []*evaluator.Service
	for i := range r.found.Services {
		s := &r.found.Services[i]
		named := slices.Contains(p.services[s.Cluster], s.Name)
		if hasTaskSets(s) && (whole || len(s.TaskSets) == 0) {
			sets = append(sets, s)
		}
		if whole && deploys(s) {
			rolling = append(rolling, s)
		}
		switch {
		case !ecsDeploys(s) && !codeDeploys(s):
		case p.holders[evaluator.RollbackTargets] && p.concerns(s), p.targets && named:
			steady = append(steady, s)
		case p.holders[evaluator.RollbackTargets]:
			others = append(others, s)
		}
	}
	if len(others) > askedForPast {
		r.lack(evaluator.RollbackTargets, errors.New(onlyRunning))
		others = nil
	}
	steady = append(steady, others...)
	each(sets, func(s *evaluator.Service) { r.lack(evaluator.Services, r.taskSets(ctx, s)) })
	together(
		func() { r.lack(evaluator.Services, r.sources(ctx, rolling)) },
		func() { r.rollbackTargets(ctx, only(steady, ecsDeploys)) },
		func() { r.codeDeployTargets(ctx, only(steady, codeDeploys)) },
	)
}

func only(services []*evaluator.Service, is func(*evaluator.Service) bool) []*evaluator.Service {
	return slices.DeleteFunc(slices.Clone(services), func(s *evaluator.Service) bool { return !is(s) })
}
