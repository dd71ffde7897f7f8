package live

import (
	"context"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// lookBack is how many successful deployments of a service are looked at in one
// go. The newest that brought another revision than the current one is the
// roll-back target; forced deployments of the same revision may lie in front.
const lookBack = 4

// deployed are the service revisions that a service's successful deployments
// brought, the newest first, on their way to becoming roll-back targets.
type deployed struct {
	service *evaluator.Service
	arns    []string
}

// rollbackTargets reads the last successful revisions of services.
func (r *reader) rollbackTargets(ctx context.Context, services []*evaluator.Service) {
	var mu sync.Mutex
	var open []deployed
	each(services, func(s *evaluator.Service) {
		deployments, err := r.listDeployments(ctx, s, []types.ServiceDeploymentStatus{types.ServiceDeploymentStatusSuccessful})
		if err != nil {
			r.lack(evaluator.RollbackTargets, err)
			return
		}
		d := deployed{service: s}
		for _, deployment := range deployments {
			d.arns = append(d.arns, aws.ToString(deployment.TargetServiceRevisionArn))
		}
		mu.Lock()
		defer mu.Unlock()
		open = append(open, d)
	})
	for len(open) > 0 {
		var err error
		if open, err = r.lookFurther(ctx, open); err != nil {
			r.lack(evaluator.RollbackTargets, err)
			return
		}
	}
}

// lookFurther reads the next few service revisions of each service, and returns
// those services that have no roll-back target yet, and more to look at.
func (r *reader) lookFurther(ctx context.Context, open []deployed) ([]deployed, error) {
	var wanted []string
	for _, d := range open {
		wanted = append(wanted, d.arns[:min(lookBack, len(d.arns))]...)
	}
	named, err := r.serviceRevisions(ctx, wanted)
	if err != nil {
		return nil, err
	}
	var further []deployed
	for _, d := range open {
		n := min(lookBack, len(d.arns))
		for _, arn := range d.arns[:n] {
			if id := named[arn]; id != d.service.Revision {
				d.service.RollbackTargets = append(d.service.RollbackTargets, id)
			}
		}
		d.service.RollbackTargets = distinct(d.service.RollbackTargets)
		if d.arns = d.arns[n:]; len(d.service.RollbackTargets) == 0 && len(d.arns) > 0 {
			further = append(further, d)
		}
	}
	return further, nil
}
