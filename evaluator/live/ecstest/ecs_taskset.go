package ecstest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

func (s scope) taskSetARN(service evaluator.Service, id string) string {
	return s.arn("ecs", "task-set/"+service.Cluster+"/"+service.Name+"/"+id)
}

func (c *call) describedTaskSets(s evaluator.Service) []any {
	sets := []any{}
	for _, set := range s.TaskSets {
		sets = append(sets, c.describedTaskSet(s, set))
	}
	return sets
}

func (c *call) describedTaskSet(s evaluator.Service, set evaluator.TaskSet) object {
	return object{
		"id":                   set.ID,
		"taskSetArn":           c.taskSetARN(s, set.ID),
		"serviceArn":           c.serviceARN(s.Cluster, s.Name),
		"clusterArn":           c.clusterARN(s.Cluster),
		"status":               set.Status,
		"taskDefinition":       c.taskDefinitionARN(set.Revision),
		"launchType":           "FARGATE",
		"stabilityStatus":      "STEADY_STATE",
		"scale":                object{"unit": "PERCENT", "value": 100.0},
		"computedDesiredCount": s.DesiredCount,
		"runningCount":         c.runningIn(s, set.Revision),
		"pendingCount":         0,
	}
}

// describeTaskSets shows the task sets of a service, all by default.
func describeTaskSets(c *call) (object, error) {
	s, err := c.service()
	if err != nil {
		return nil, err
	}
	if s.Status == evaluator.Inactive {
		return nil, refuse("ServiceNotActiveException", "Service was not ACTIVE.")
	}
	wanted := c.parameters.list("taskSets")
	if len(wanted) == 0 {
		return object{"taskSets": c.describedTaskSets(*s), "failures": []any{}}, nil
	}
	found, failures := []any{}, []any{}
	for _, raw := range wanted {
		id := strings.TrimPrefix(raw, c.taskSetARN(*s, ""))
		i := slices.IndexFunc(s.TaskSets, func(set evaluator.TaskSet) bool { return set.ID == id })
		if i < 0 {
			failures = append(failures, missing(c.taskSetARN(*s, id)))
			continue
		}
		found = append(found, c.describedTaskSet(*s, s.TaskSets[i]))
	}
	return object{"taskSets": found, "failures": failures}, nil
}

// createTaskSet adds a task set: "used when a service uses the EXTERNAL
// deployment controller type" (API reference, CreateTaskSet).
func createTaskSet(c *call) (object, error) {
	if _, err := c.activeCluster(); err != nil {
		return nil, err
	}
	s, err := c.service()
	if err != nil {
		return nil, err
	}
	if s.Status != evaluator.Active {
		return nil, refuse("ServiceNotActiveException", "Service was not ACTIVE.")
	}
	if s.DeploymentController != "EXTERNAL" && s.DeploymentController != "CODE_DEPLOY" {
		return nil, refuse("InvalidParameterException", "Task sets need a service with the EXTERNAL deployment controller.")
	}
	id, err := c.launchable("ClientException")
	if err != nil {
		return nil, err
	}
	set := evaluator.TaskSet{
		ID:       "ecs-svc/" + decimalID("task set", s.Cluster, s.Name, fmt.Sprint(len(s.TaskSets)), c.taskDefinitionARN(id)),
		Status:   "ACTIVE",
		Revision: id,
	}
	s.TaskSets = append(slices.Clone(s.TaskSets), set)
	return object{"taskSet": c.describedTaskSet(*s, set)}, nil
}
