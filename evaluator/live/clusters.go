package live

import (
	"context"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// describedClusters is how many clusters one DescribeClusters takes (Amazon ECS
// API reference).
const describedClusters = 100

// missing is the reason in failures[] of what ECS does not know. Any other
// reason tells nothing.
const missing = "MISSING"

// listClusters names every cluster of the Region.
func (r *reader) listClusters(ctx context.Context) ([]string, error) {
	in := &ecs.ListClustersInput{MaxResults: aws.Int32(100)}
	var names []string
	err := pages(r, ecsListClusters, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, ecsListClusters, r.ecs().ListClusters, in)
		if err != nil {
			return nil, err
		}
		for _, arn := range out.ClusterArns {
			name, ok := clusterOf(arn)
			if !ok {
				return nil, r.nonsense(ecsListClusters, "it lists what is no cluster")
			}
			names = append(names, name)
		}
		return out.NextToken, nil
	})
	slices.Sort(names)
	return slices.Compact(names), err
}

// describeClusters keeps the status of clusters, MISSING ones among them.
func (r *reader) describeClusters(ctx context.Context, names []string) {
	each(slices.Collect(slices.Chunk(names, describedClusters)), func(batch []string) {
		out, err := call(ctx, r, ecsDescribeClusters, r.ecs().DescribeClusters, &ecs.DescribeClustersInput{
			Clusters: batch, Include: []types.ClusterField{types.ClusterFieldStatistics},
		})
		if err != nil {
			r.lack(evaluator.Clusters, err)
			return
		}
		for _, name := range batch {
			status, err := r.clusterStatus(out, name)
			if err != nil {
				r.lack(evaluator.Clusters, err)
				continue
			}
			r.keep(func(found *evaluator.Region) {
				found.Clusters = append(found.Clusters, evaluator.Cluster{Name: name, Status: status})
			})
		}
	})
}

// clusterStatus finds what an answer says of one of the clusters asked for.
func (r *reader) clusterStatus(out *ecs.DescribeClustersOutput, name string) (evaluator.Status, error) {
	for _, cluster := range out.Clusters {
		if aws.ToString(cluster.ClusterName) == name && aws.ToString(cluster.Status) != "" {
			r.keep(func(*evaluator.Region) { r.draining[name] = drains(&cluster) })
			return evaluator.Status(aws.ToString(cluster.Status)), nil
		}
	}
	if r.isMissing(out.Failures, "cluster/"+name) {
		return evaluator.Missing, nil
	}
	return "", r.nonsense(ecsDescribeClusters, fmt.Sprintf("it does not say what cluster %q is", name))
}

// isMissing reports whether failures say that ECS does not know a resource.
func (r *reader) isMissing(failures []types.Failure, resource string) bool {
	return slices.ContainsFunc(failures, func(f types.Failure) bool {
		if aws.ToString(f.Reason) != missing {
			return false
		}
		arn, ok := reference.ParseARN(aws.ToString(f.Arn))
		return ok && arn.Resource == resource
	})
}

// clusterOf returns the name in a cluster's ARN.
func clusterOf(arn string) (string, bool) { return named(arn, "ecs", "cluster/") }
