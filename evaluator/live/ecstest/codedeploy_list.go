package ecstest

import (
	"encoding/json"
	"slices"
	"time"
)

// deploymentStatuses are all that there are (API reference, ListDeployments).
func deploymentStatuses() []string {
	return []string{"Created", "Queued", "InProgress", "Baking", "Succeeded", "Failed", "Stopped", "Ready"}
}

// listDeployments lists the deployments of one group, or all. In which order is
// not documented.
func listDeployments(c *call) (object, error) {
	found, err := c.deploymentsNamed()
	if err != nil {
		return nil, err
	}
	statuses := c.parameters.list("includeOnlyStatuses")
	for _, status := range statuses {
		if !slices.Contains(deploymentStatuses(), status) {
			return nil, refuse("InvalidDeploymentStatusException", "The specified deployment status doesn't exist or cannot be determined.")
		}
	}
	start, end, err := c.createTimeRange()
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(d rollout) bool {
		created := c.or(d.CreatedAt)
		return len(statuses) > 0 && !slices.Contains(statuses, d.status()) ||
			!start.IsZero() && created.Before(start) || !end.IsZero() && created.After(end)
	})
	return listed(c, codedeployPages("deployments"), found, func(d rollout) any { return d.id })
}

// deploymentsNamed lists what a request is about: "If applicationName is
// specified, then deploymentGroupName must be specified", and the other way
// round (API reference, ListDeployments).
func (c *call) deploymentsNamed() ([]rollout, error) {
	application, group := c.parameters.text("applicationName"), c.parameters.text("deploymentGroupName")
	if application == "" && group == "" {
		return c.deployments(c.Applications...), nil
	}
	a, err := c.application(application)
	if err != nil {
		return nil, err
	}
	if group == "" {
		return nil, noGroupName()
	}
	g, err := a.group(group)
	if err != nil {
		return nil, err
	}
	return c.deploymentsOf(a, g), nil
}

// createTimeRange reads from when until when; zero is open. Whether the ends
// belong to it is not documented: here they do.
func (c *call) createTimeRange() (start, end time.Time, err error) {
	between := c.parameters.object("createTimeRange")
	if from, ok := between["start"].(json.Number); ok {
		start = epoch(from)
	}
	if to, ok := between["end"].(json.Number); ok {
		end = epoch(to)
	}
	if !end.IsZero() && end.Before(start) {
		return start, end, refuse("InvalidTimeRangeException", "The specified time range was specified in an invalid format.")
	}
	return start, end, nil
}
