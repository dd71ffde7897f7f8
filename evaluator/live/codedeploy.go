package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

func codeDeploys(s *evaluator.Service) bool {
	return s.Status == evaluator.Active && s.DeploymentController == string(types.DeploymentControllerTypeCodeDeploy)
}

// codeDeployTargets reads what CodeDeploy deploys to services and would redeploy:
// the deployments of the groups that name them. A service that no group names is
// deployed by nobody who could be asked.
func (r *reader) codeDeployTargets(ctx context.Context, services []*evaluator.Service) {
	if len(services) == 0 {
		return
	}
	groups, err := r.deploymentGroups(ctx)
	if err != nil {
		r.lack(evaluator.RollbackTargets, err)
		return
	}
	each(services, func(s *evaluator.Service) {
		name := serviceName{s.Cluster, s.Name}
		if len(groups[name]) == 0 {
			return
		}
		h := &history{reader: r, service: s, groups: groups[name], since: r.created[name], specs: map[string]brought{}}
		r.lack(evaluator.RollbackTargets, h.read(ctx))
	})
}

// vanishedGroup are the codes of CodeDeploy for what is not there any more.
var vanishedGroup = codes{"ApplicationDoesNotExistException", "DeploymentGroupDoesNotExistException"}
