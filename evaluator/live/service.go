package live

import (
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// serviceOf keeps of a service what speaks of revisions. What it runs must be
// readable: a service that seems to run nothing would hold nothing.
func serviceOf(cluster string, s *types.Service) (evaluator.Service, error) {
	service := evaluator.Service{
		Cluster: cluster, Name: aws.ToString(s.ServiceName), Status: evaluator.Status(aws.ToString(s.Status)),
		DeploymentController: controllerOf(s), DesiredCount: int(s.DesiredCount),
	}
	if s.ResourceManagementType == types.ResourceManagementTypeEcs {
		service.ManagedBy = "ECS"
	}
	var errs []error
	read := func(what string, arn *string) evaluator.RevisionID {
		id, ok := revisionOf(aws.ToString(arn))
		if !ok {
			errs = append(errs, fmt.Errorf("names no revision as its %s", what))
		}
		return id
	}
	if aws.ToString(s.TaskDefinition) != "" {
		service.Revision = read("task definition", s.TaskDefinition)
	} else if service.DeploymentController == string(types.DeploymentControllerTypeEcs) && service.Status != evaluator.Inactive {
		errs = append(errs, errors.New("names no task definition"))
	}
	for _, d := range s.Deployments {
		if aws.ToString(d.TaskDefinition) == "" && service.DeploymentController != string(types.DeploymentControllerTypeEcs) {
			continue // its task sets have one each
		}
		service.Deployments = append(service.Deployments, evaluator.Deployment{
			Status: aws.ToString(d.Status), RolloutState: string(d.RolloutState), Revision: read("deployment", d.TaskDefinition),
		})
	}
	for _, t := range s.TaskSets {
		service.TaskSets = append(service.TaskSets, evaluator.TaskSet{
			ID: aws.ToString(t.Id), Status: aws.ToString(t.Status), Revision: read("task set", t.TaskDefinition),
		})
	}
	switch service.Status {
	case evaluator.Active, evaluator.Draining, evaluator.Inactive:
	default:
		errs = append(errs, errors.New("gives no status that is known"))
	}
	return service, errors.Join(errs...)
}

// controllerOf returns the deployment controller; a service that names none is
// deployed by ECS (Service, Amazon ECS API reference).
func controllerOf(s *types.Service) string {
	if s.DeploymentController == nil || s.DeploymentController.Type == "" {
		return string(types.DeploymentControllerTypeEcs)
	}
	return string(s.DeploymentController.Type)
}
