package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// describedDeployments is how many service deployments one
// DescribeServiceDeployments takes, of any services (Amazon ECS API reference).
const describedDeployments = 20

// sources reads what running deployments came from, and would go back to: the
// source service revisions of each service deployment. deployment names it by
// service, as far as DescribeServices did; else it is looked for.
func (r *reader) sources(ctx context.Context, rolling []*evaluator.Service) error {
	byDeployment := map[string]*evaluator.Service{}
	var arns []string
	for _, s := range rolling {
		found := r.deployment[serviceName{s.Cluster, s.Name}]
		if len(found) == 0 {
			deployments, err := r.listDeployments(ctx, s, underWay)
			if err != nil {
				return err
			}
			for _, d := range deployments {
				found = append(found, aws.ToString(d.ServiceDeploymentArn))
			}
		}
		for _, arn := range found {
			byDeployment[arn] = s
			arns = append(arns, arn)
		}
	}
	revisions := map[*evaluator.Service][]string{}
	var wanted []string
	for batch := range slices.Chunk(arns, describedDeployments) {
		deployments, err := r.describeDeployments(ctx, batch)
		if err != nil {
			return err
		}
		for _, d := range deployments {
			s := byDeployment[aws.ToString(d.ServiceDeploymentArn)]
			if s == nil || !slices.Contains(underWay, d.Status) {
				continue
			}
			for _, source := range d.SourceServiceRevisions {
				revisions[s] = append(revisions[s], aws.ToString(source.Arn))
				wanted = append(wanted, aws.ToString(source.Arn))
			}
		}
	}
	named, err := r.serviceRevisions(ctx, wanted)
	if err != nil {
		return err
	}
	for s, arns := range revisions {
		for _, arn := range arns {
			s.Sources = append(s.Sources, named[arn])
		}
	}
	return nil
}

// describeDeployments reads service deployments. One that is MISSING is over.
func (r *reader) describeDeployments(ctx context.Context, arns []string) ([]types.ServiceDeployment, error) {
	out, err := call(ctx, r, ecsDescribeServiceDeployments, r.ecs().DescribeServiceDeployments, &ecs.DescribeServiceDeploymentsInput{ServiceDeploymentArns: arns})
	if err != nil {
		return nil, err
	}
	gone := 0
	for _, failure := range out.Failures {
		if aws.ToString(failure.Reason) == missing {
			gone++
		}
	}
	if len(out.ServiceDeployments)+gone < len(arns) {
		return nil, r.nonsense(ecsDescribeServiceDeployments, "it leaves out deployments that it was asked for")
	}
	return out.ServiceDeployments, nil
}
