package live

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// drainingServices reads the services that only their tasks still know of: one
// that was deleted is not listed while it drains (DeleteService, Amazon ECS API
// reference). Where the tasks are not read anyway, they are in the clusters
// whose statistics count such services, or could not be read.
func (r *reader) drainingServices(ctx context.Context, p *plan, inside []string) {
	tasks := r.found.Tasks
	if !p.holders[evaluator.RunningTasks] {
		drains := slices.DeleteFunc(slices.Clone(inside), func(cluster string) bool {
			drains, known := r.draining[cluster]
			return known && !drains
		})
		tasks = r.tasks(ctx, drains, nil, evaluator.Services)
	}
	missing := map[string][]string{}
	for _, t := range tasks {
		known := t.Service == "" || slices.ContainsFunc(r.found.Services, func(s evaluator.Service) bool { return s.Cluster == t.Cluster && s.Name == t.Service })
		if !known && !slices.Contains(missing[t.Cluster], t.Service) {
			missing[t.Cluster] = append(missing[t.Cluster], t.Service)
		}
	}
	each(slices.Collect(maps.Keys(missing)), func(cluster string) { r.describeServices(ctx, cluster, missing[cluster]) })
}

// drains reports whether the statistics of a cluster count a service that
// drains: drainingEC2ServiceCount, drainingFargateServiceCount (Cluster, Amazon
// ECS API reference).
func drains(cluster *types.Cluster) bool {
	return slices.ContainsFunc(cluster.Statistics, func(s types.KeyValuePair) bool {
		count, err := strconv.Atoi(aws.ToString(s.Value))
		return strings.HasPrefix(aws.ToString(s.Name), "draining") && err == nil && count > 0
	})
}
