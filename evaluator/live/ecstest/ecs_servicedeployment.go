package ecstest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// serviceDeploymentARN names one entry of a history; nothing else in it was
// created at the same time for the same revision.
func (s scope) serviceDeploymentARN(d ServiceDeployment) string {
	id := decimalID("service deployment", d.Cluster, d.Service, s.taskDefinitionARN(d.Target), d.CreatedAt.UTC().String())
	return s.arn("ecs", "service-deployment/"+d.Cluster+"/"+d.Service+"/"+id)
}

// history lists the deployments of one service, newest first.
func (r *Region) history(s evaluator.Service) []ServiceDeployment {
	var found []ServiceDeployment
	for _, d := range r.ServiceDeployments {
		if d.Cluster == s.Cluster && d.Service == s.Name {
			found = append(found, d)
		}
	}
	return found
}

// historyOf lists the deployments of the service that an ARN is of: its resource
// is kind, cluster, service and an id.
func (c *call) historyOf(arn, kind string) []ServiceDeployment {
	resource, _ := c.resource(arn, "ecs", kind)
	cluster, rest, _ := strings.Cut(resource, "/")
	service, _, _ := strings.Cut(rest, "/")
	return c.history(evaluator.Service{Cluster: cluster, Name: service})
}

// ongoing: it is not said of PENDING, which has not begun (Developer Guide,
// "Service deployments": the states of a service deployment).
func (d ServiceDeployment) ongoing() bool {
	return slices.Contains([]string{"IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"}, d.Status)
}

func (c *call) ongoingDeploymentARN(s evaluator.Service) string {
	for _, d := range c.history(s) {
		if d.ongoing() {
			return c.serviceDeploymentARN(d)
		}
	}
	return ""
}

// listServiceDeployments lists the history of one service, newest first, by
// status and date.
func listServiceDeployments(c *call) (object, error) {
	s, err := c.service()
	if err != nil {
		return nil, err
	}
	statuses := c.parameters.list("status")
	var found []ServiceDeployment
	for _, d := range c.history(*s) {
		if (len(statuses) == 0 || slices.Contains(statuses, d.Status)) && c.createdBetween(d.CreatedAt) {
			found = append(found, d)
		}
	}
	return listed(c, ecsPages("serviceDeployments", 20), found, func(d ServiceDeployment) any {
		return c.deploymentSummary(d).with("targetServiceRevisionArn", c.serviceRevisionARN(d.Cluster, d.Service, d.Target))
	})
}

// createdBetween looks at the parameter createdAt, which has a before and an
// after.
func (c *call) createdBetween(created time.Time) bool {
	between := c.parameters.object("createdAt")
	if before, ok := between["before"].(json.Number); ok && !created.Before(epoch(before)) {
		return false
	}
	after, ok := between["after"].(json.Number)
	return !ok || created.After(epoch(after))
}

// epoch reads a timestamp of the JSON protocols.
func epoch(seconds json.Number) time.Time {
	f, err := strconv.ParseFloat(seconds.String(), 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMilli(int64(f * 1000))
}

// deploymentSummary is what the short and the long form have in common.
func (c *call) deploymentSummary(d ServiceDeployment) object {
	o := object{
		"serviceDeploymentArn": c.serviceDeploymentARN(d),
		"serviceArn":           c.serviceARN(d.Cluster, d.Service),
		"clusterArn":           c.clusterARN(d.Cluster),
		"status":               d.Status,
	}
	o.with("createdAt", moment{d.CreatedAt}).with("startedAt", moment{d.CreatedAt})
	if !d.ongoing() && d.Status != "PENDING" {
		o.with("finishedAt", moment{d.CreatedAt})
	}
	return o
}

// describeServiceDeployments shows deployments with what they came from.
func describeServiceDeployments(c *call) (object, error) {
	arns := c.parameters.list("serviceDeploymentArns")
	if err := atMost("serviceDeploymentArns", arns, 20); err != nil {
		return nil, err
	}
	found, failures := []any{}, []any{}
	for _, arn := range arns {
		history := c.historyOf(arn, "service-deployment/")
		i := slices.IndexFunc(history, func(d ServiceDeployment) bool { return c.serviceDeploymentARN(d) == arn })
		if i < 0 {
			failures = append(failures, missing(arn))
			continue
		}
		found = append(found, c.describedServiceDeployment(history[i]))
	}
	return object{"serviceDeployments": found, "failures": failures}, nil
}

func (c *call) describedServiceDeployment(d ServiceDeployment) object {
	sources := []any{}
	for _, source := range d.Sources {
		sources = append(sources, object{"arn": c.serviceRevisionARN(d.Cluster, d.Service, source)})
	}
	o := c.deploymentSummary(d)
	o["sourceServiceRevisions"] = sources
	o["targetServiceRevision"] = object{"arn": c.serviceRevisionARN(d.Cluster, d.Service, d.Target)}
	return o
}
