package ecstest

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// task is one task. An account knows only how many of a kind there are; each
// has its id by counting.
type task struct {
	evaluator.Tasks
	id            string
	desiredStatus string
	lastStatus    string
}

// startedBy is the id of the deployment, or the task set, that a task of a
// service belongs to.
func (r *Region) startedBy(t task) string {
	if t.Service == "" {
		return ""
	}
	if s := r.findService(t.Cluster, t.Service); s != nil {
		for _, set := range s.TaskSets {
			if set.Revision == t.Revision {
				return set.ID
			}
		}
	}
	return deploymentID(t.Cluster, t.Service, t.Revision)
}

func (t task) group() string {
	if t.Service == "" {
		return "family:" + t.Revision.Family
	}
	return "service:" + t.Service
}

func (s scope) taskARN(t task) string { return s.arn("ecs", "task/"+t.Cluster+"/"+t.id) }

// tasksOf lists the tasks of one cluster.
func (r *Region) tasksOf(cluster string) []task {
	tasks := expand(nil, r.Tasks, cluster, "RUNNING", "RUNNING")
	tasks = expand(tasks, r.StoppingTasks, cluster, "STOPPED", "STOPPING")
	return expand(tasks, r.StoppedTasks, cluster, "STOPPED", "STOPPED")
}

func expand(tasks []task, counted []evaluator.Tasks, cluster, desired, last string) []task {
	for _, kind := range counted {
		if kind.Cluster != cluster {
			continue
		}
		for n := range kind.Count {
			id := hexID(last, cluster, kind.Service, kind.Revision.Family, strconv.Itoa(kind.Revision.Revision), strconv.Itoa(n))
			tasks = append(tasks, task{kind, id, desired, last})
		}
	}
	return tasks
}

// listTasks lists tasks by what they are to be: RUNNING by default, with
// STOPPED those that still run and are to stop (API reference, ListTasks).
func listTasks(c *call) (object, error) {
	cluster, err := c.cluster()
	if err != nil {
		return nil, err
	}
	desired := cmp.Or(c.parameters.text("desiredStatus"), "RUNNING")
	family := c.parameters.text("family")
	startedBy := c.parameters.text("startedBy")
	service := c.serviceName(c.parameters.text("serviceName"))
	tasks := c.tasksOf(cluster.Name)
	if service != "" && c.findService(cluster.Name, service) == nil {
		return nil, refuse("ServiceNotFoundException", "Service not found.")
	}
	var arns []string
	for _, t := range tasks {
		if t.desiredStatus == desired && !c.parameters.has("containerInstance") &&
			(family == "" || t.Revision.Family == family) &&
			(service == "" || t.Service == service) &&
			(startedBy == "" || c.startedBy(t) == startedBy) {
			arns = append(arns, c.taskARN(t))
		}
	}
	return listed(c, ecsPages("taskArns", 100), arns, itself)
}

// describeTasks shows tasks of one cluster by id or ARN, stopped ones too.
func describeTasks(c *call) (object, error) {
	given := c.parameters.list("tasks")
	if len(given) == 0 {
		return nil, refuse("InvalidParameterException", "Tasks cannot be empty.")
	}
	if err := atMost("tasks", given, 100); err != nil {
		return nil, err
	}
	cluster, err := c.cluster()
	if err != nil {
		return nil, err
	}
	known := map[string]task{}
	for _, t := range c.tasksOf(cluster.Name) {
		known[t.id] = t
	}
	found, failures := []any{}, []any{}
	for _, raw := range given {
		id := raw[strings.LastIndexByte(raw, '/')+1:]
		t, ok := known[id]
		if !ok {
			failures = append(failures, missing(c.arn("ecs", "task/"+cluster.Name+"/"+id)))
			continue
		}
		found = append(found, c.describedTask(t))
	}
	return object{"tasks": found, "failures": failures}, nil
}

func (c *call) describedTask(t task) object {
	o := object{
		"taskArn":           c.taskARN(t),
		"clusterArn":        c.clusterARN(t.Cluster),
		"taskDefinitionArn": c.taskDefinitionARN(t.Revision),
		"group":             t.group(),
		"desiredStatus":     t.desiredStatus,
		"lastStatus":        t.lastStatus,
		"launchType":        "FARGATE",
		"containers":        []any{},
		"overrides": object{"containerOverrides": []any{object{
			"name":        t.Revision.Family,
			"environment": []any{object{"name": "API_TOKEN", "value": SecretValue}},
		}}},
	}
	return o.with("startedBy", c.startedBy(t))
}
