package ecstest

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// maxRunTask is how many tasks one call may start (API reference, RunTask).
const maxRunTask = 10

// runTask starts tasks of their own.
func runTask(c *call) (object, error) {
	count, given := c.parameters.number("count")
	if !given {
		count = 1
	}
	if count < 1 || count > maxRunTask {
		return nil, refuse("InvalidParameterException", "count must be between 1 and %d.", maxRunTask)
	}
	return c.startTasks(count)
}

// startTask starts one task on each of the container instances that it names.
func startTask(c *call) (object, error) {
	instances := c.parameters.list("containerInstances")
	if len(instances) == 0 {
		return nil, refuse("InvalidParameterException", "Container instances cannot be empty.")
	}
	if err := atMost("containerInstances", instances, maxRunTask); err != nil {
		return nil, err
	}
	return c.startTasks(len(instances))
}

// startTasks refuses what is not ACTIVE with another code than the calls about
// services do.
func (c *call) startTasks(count int) (object, error) {
	cluster, err := c.activeCluster()
	if err != nil {
		return nil, err
	}
	id, err := c.launchable("InvalidParameterException")
	if err != nil {
		return nil, err
	}
	c.addTasks(evaluator.Tasks{Cluster: cluster.Name, Revision: id, Count: count})
	started := []any{}
	tasks := slices.DeleteFunc(c.tasksOf(cluster.Name), func(t task) bool {
		return t.Service != "" || t.Revision != id || t.lastStatus != "RUNNING"
	})
	for _, t := range tasks[len(tasks)-count:] {
		started = append(started, c.describedTask(t))
	}
	return object{"tasks": started, "failures": []any{}}, nil
}

// addTasks adds to the tasks of the same kind.
func (r *Region) addTasks(more evaluator.Tasks) {
	r.Tasks = slices.Clone(r.Tasks)
	for i := range r.Tasks {
		t := &r.Tasks[i]
		if t.Cluster == more.Cluster && t.Service == more.Service && t.Revision == more.Revision {
			t.Count += more.Count
			return
		}
	}
	r.Tasks = append(r.Tasks, more)
}
