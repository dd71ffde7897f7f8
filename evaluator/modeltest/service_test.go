package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// clusterMissing reports whether ECS does not know the request's cluster. One
// that is INACTIVE is answered with ClusterNotFoundException, too.
func (w *world) clusterMissing(r *request) bool {
	if r.scope.Cluster == "" || !covered(r.region, evaluator.Clusters) || w.makesCluster(r) {
		return false
	}
	for _, c := range r.region.Clusters {
		if c.Name == r.scope.Cluster {
			return c.Status == evaluator.Inactive || c.Status == evaluator.Missing
		}
	}
	return true
}

func (w *world) makesCluster(r *request) bool {
	return slices.ContainsFunc(w.change.Clusters, func(c evaluator.Scope) bool {
		return c.Partition == r.scope.Partition && c.Account == r.scope.Account && c.Region == r.scope.Region && c.Cluster == r.scope.Cluster
	})
}

// service is the request's service as the state has it.
func (r *request) service() evaluator.Service {
	return named(r.region, r.scope.Cluster, r.scope.Service)
}

// named finds a service; one that is not there is MISSING.
func named(region *evaluator.Region, cluster, name string) evaluator.Service {
	for _, s := range region.Services {
		if s.Cluster == cluster && s.Name == name {
			return s
		}
	}
	return evaluator.Service{Cluster: cluster, Name: name, Status: evaluator.Missing}
}

// makesService reports whether another request of the change creates the
// request's service.
func (w *world) makesService(r *request) bool {
	return slices.ContainsFunc(w.requests, func(other *request) bool {
		return other != r && len(other.Gaps) == 0 && len(r.Gaps) == 0 && other.action == evaluator.CreateService && other.sentNow() && other.region == r.region &&
			other.scope.Cluster == r.scope.Cluster && other.scope.Service == r.scope.Service
	})
}

// current is the revision that a service is on: its own, or its PRIMARY task
// set's where the controller is EXTERNAL.
func current(s evaluator.Service) evaluator.RevisionID {
	if s.DeploymentController != "EXTERNAL" {
		return s.Revision
	}
	for _, set := range s.TaskSets {
		if set.Status == "PRIMARY" {
			return set.Revision
		}
	}
	return evaluator.RevisionID{}
}

// unfinished reports whether a deployment of the service runs. Without
// rolloutState, more than one deployment or task set says so.
func unfinished(s evaluator.Service) bool {
	if len(s.TaskSets) > 1 {
		return true
	}
	stated := false
	for _, d := range s.Deployments {
		if d.RolloutState == "IN_PROGRESS" {
			return true
		}
		stated = stated || d.RolloutState != ""
	}
	return !stated && len(s.Deployments) > 1
}

// ran lists what the service runs: its current revision and those of its
// deployments and task sets.
func ran(s evaluator.Service) []evaluator.RevisionID {
	var ids []evaluator.RevisionID
	if s.Revision != (evaluator.RevisionID{}) {
		ids = append(ids, s.Revision)
	}
	for _, d := range s.Deployments {
		ids = append(ids, d.Revision)
	}
	for _, set := range s.TaskSets {
		ids = append(ids, set.Revision)
	}
	return ids
}

// starting lists the parameters of an UpdateService that start a deployment:
// all but those of which AWS, or the design, says that they do not.
func (r *request) starting() (documented, undocumented int) {
	for _, name := range r.Parameters {
		switch name {
		case "cluster", "service", "desiredCount", "deploymentConfiguration", "placementConstraints", "placementStrategy",
			"enableExecuteCommand", "enableECSManagedTags", "propagateTags", "healthCheckGracePeriodSeconds", "availabilityZoneRebalancing":
		case "forceNewDeployment":
			if r.ForceNewDeployment {
				documented++
			}
		case "taskDefinition", "networkConfiguration", "platformVersion", "loadBalancers", "serviceRegistries", "serviceConnectConfiguration",
			"volumeConfigurations", "vpcLatticeConfigurations", "capacityProviderStrategy", "deploymentController":
			documented++
		default:
			undocumented++
		}
	}
	return documented, undocumented
}

// deploys reports whether an UpdateService starts a deployment.
func (r *request) deploys() bool {
	documented, undocumented := r.starting()
	return documented+undocumented > 0
}
