package live

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// describedServices is how many services one DescribeServices takes, listed
// ones how many ListServices gives: 10 unless it is asked for more (Amazon ECS
// API reference).
const (
	describedServices = 10
	listedServices    = 100
)

// listServices names every service of a cluster that ECS lists: those that are
// DRAINING or INACTIVE are not (DeleteService, Amazon ECS API reference). A
// cluster that has gone in the meantime has none.
func (r *reader) listServices(ctx context.Context, cluster string) ([]string, error) {
	in := &ecs.ListServicesInput{Cluster: &cluster, MaxResults: aws.Int32(listedServices)}
	var names []string
	err := pages(r, ecsListServices, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, ecsListServices, r.ecs().ListServices, in)
		if err != nil {
			return nil, err
		}
		for _, arn := range out.ServiceArns {
			resource, ok := named(arn, "ecs", "service/")
			if !ok {
				return nil, r.nonsense(ecsListServices, "it lists what is no service")
			}
			names = append(names, lastPart(resource))
		}
		return out.NextToken, nil
	})
	if isGone(err) {
		return nil, nil
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

// describeServices reads services of one cluster, MISSING ones among them: in a
// cluster that does not exist all of them are.
func (r *reader) describeServices(ctx context.Context, cluster string, names []string) {
	each(slices.Collect(slices.Chunk(names, describedServices)), func(batch []string) {
		out, err := call(ctx, r, ecsDescribeServices, r.ecs().DescribeServices, &ecs.DescribeServicesInput{Cluster: &cluster, Services: batch})
		if err != nil && !isGone(err) {
			r.lack(evaluator.Services, err)
			return
		}
		for _, name := range batch {
			if isGone(err) {
				r.keep(func(found *evaluator.Region) {
					found.Services = append(found.Services, evaluator.Service{Cluster: cluster, Name: name, Status: evaluator.Missing})
				})
				continue
			}
			service, err := r.serviceIn(out, cluster, name)
			if err != nil {
				r.lack(evaluator.Services, err)
				continue
			}
			r.keep(func(found *evaluator.Region) { found.Services = append(found.Services, service) })
		}
	})
}

// serviceIn finds what an answer says of one of the services asked for.
func (r *reader) serviceIn(out *ecs.DescribeServicesOutput, cluster, name string) (evaluator.Service, error) {
	for i := range out.Services {
		if aws.ToString(out.Services[i].ServiceName) == name {
			service, err := serviceOf(cluster, &out.Services[i])
			if err != nil {
				return service, r.nonsense(ecsDescribeServices, fmt.Sprintf("of service %q it %v", name, err))
			}
			r.keep(func(*evaluator.Region) {
				if deployment := aws.ToString(out.Services[i].CurrentServiceDeployment); deployment != "" {
					r.deployment[serviceName{cluster, name}] = []string{deployment}
				}
				r.created[serviceName{cluster, name}] = aws.ToTime(out.Services[i].CreatedAt)
			})
			return service, nil
		}
	}
	if r.isMissing(out.Failures, "service/"+cluster+"/"+name) || r.isMissing(out.Failures, "service/"+name) {
		return evaluator.Service{Cluster: cluster, Name: name, Status: evaluator.Missing}, nil
	}
	return evaluator.Service{}, r.nonsense(ecsDescribeServices, fmt.Sprintf("it does not say what service %q is", name))
}

// isGone reports whether ECS answered that the cluster does not exist.
func isGone(err error) bool {
	var gone *types.ClusterNotFoundException
	return errors.As(err, &gone)
}
