package ecstest

import (
	"cmp"
	"strconv"

	"github.com/ecsgate/ecsgate/evaluator"
)

// managedBy is ECS for what an Express service owns.
func managedBy(s evaluator.Service) string { return cmp.Or(s.ManagedBy, "CUSTOMER") }

func (c *call) describedService(s evaluator.Service) object {
	o := object{
		"serviceArn":             c.serviceARN(s.Cluster, s.Name),
		"serviceName":            s.Name,
		"clusterArn":             c.clusterARN(s.Cluster),
		"status":                 string(s.Status),
		"desiredCount":           s.DesiredCount,
		"runningCount":           c.runningIn(s, evaluator.RevisionID{}),
		"pendingCount":           0,
		"launchType":             "FARGATE",
		"schedulingStrategy":     "REPLICA",
		"deployments":            c.describedDeployments(s),
		"taskSets":               c.describedTaskSets(s),
		"events":                 []any{},
		"loadBalancers":          []any{},
		"resourceManagementType": managedBy(s),
	}
	if s.DeploymentController != "" {
		o["deploymentController"] = object{"type": s.DeploymentController}
	}
	return o.with("taskDefinition", c.optionalARN(s.Revision)).
		with("currentServiceDeployment", c.ongoingDeploymentARN(s))
}

// describedDeployments are those of the ECS controller. ECS shows no INACTIVE
// ones, and a roll-out state only where there is one.
func (c *call) describedDeployments(s evaluator.Service) []any {
	deployments := []any{}
	for _, d := range s.Deployments {
		o := object{
			"id":             deploymentID(s.Cluster, s.Name, d.Revision),
			"status":         d.Status,
			"taskDefinition": c.taskDefinitionARN(d.Revision),
			"runningCount":   c.runningIn(s, d.Revision),
			"pendingCount":   0,
			"failedTasks":    0,
		}
		if d.Status == "PRIMARY" {
			o["desiredCount"] = s.DesiredCount
		}
		deployments = append(deployments, o.with("rolloutState", d.RolloutState))
	}
	return deployments
}

// deploymentID is also what tasks of the deployment have in startedBy.
func deploymentID(cluster, service string, id evaluator.RevisionID) string {
	return "ecs-svc/" + decimalID("deployment", cluster, service, id.Family, strconv.Itoa(id.Revision))
}

// runningIn counts the tasks of a service that run one revision, or any.
func (r *Region) runningIn(s evaluator.Service, id evaluator.RevisionID) int {
	running := 0
	for _, t := range r.Tasks {
		if t.Cluster == s.Cluster && t.Service == s.Name && (id.Family == "" || t.Revision == id) {
			running += t.Count
		}
	}
	return running
}
