package ecstest

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// application makes the application of CodeDeploy that the roll-back targets of
// a service were read from: what runs now was deployed last, and before it the
// targets, a minute apart. ok is false where there are none.
func (p place) application(s evaluator.Service, now time.Time) (a Application, ok bool) {
	if len(s.RollbackTargets) == 0 {
		return Application{}, false
	}
	// The console names them AppECS-cluster-service and DgpECS-cluster-service. A
	// period, which ECS allows in neither name, keeps a-b and c from being taken
	// for a and b-c.
	name := s.Cluster + "." + s.Name
	group := DeploymentGroup{Name: "DgpECS-" + name, Cluster: s.Cluster, Service: s.Name}
	for _, id := range append(current(s), s.RollbackTargets...) {
		now = now.Add(-time.Minute)
		group.Deployments = append(group.Deployments, CodeDeployment{Status: "Succeeded", CreatedAt: now, AppSpec: p.appSpec(id)})
	}
	return Application{Name: "AppECS-" + name, Groups: []DeploymentGroup{group}}, true
}

// current is the revision that a service runs: its own, or its PRIMARY task
// set's; none where it has neither.
func current(s evaluator.Service) []evaluator.RevisionID {
	if s.Revision.Family != "" {
		return []evaluator.RevisionID{s.Revision}
	}
	i := slices.IndexFunc(s.TaskSets, func(set evaluator.TaskSet) bool { return set.Status == "PRIMARY" })
	if i < 0 {
		return nil
	}
	return []evaluator.RevisionID{s.TaskSets[i].Revision}
}

// appSpec writes the text by which CodeDeploy deploys a revision (CodeDeploy
// User Guide, "AppSpec file example for an Amazon ECS deployment").
func (p place) appSpec(id evaluator.RevisionID) string {
	text, err := json.Marshal(object{
		"version": json.Number("0.0"),
		"Resources": []any{object{"TargetService": object{
			"Type": "AWS::ECS::Service",
			"Properties": object{
				"TaskDefinition":   p.taskDefinitionARN(id),
				"LoadBalancerInfo": object{"ContainerName": id.Family, "ContainerPort": 80},
			},
		}}},
	})
	if err != nil {
		// Not reached: there are only strings and numbers in it.
		return "{}"
	}
	return string(text)
}
